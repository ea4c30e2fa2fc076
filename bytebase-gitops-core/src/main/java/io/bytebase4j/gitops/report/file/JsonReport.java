package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * All that a review and its verdict hold, as JSON of our own form, for programs. The fields are
 * explained in {@code docs/report-json.md}, and {@link #schema} is a JSON Schema of them. Within
 * version 1 of the form fields may be added; none changes its meaning or goes.
 *
 * <p>There is no limit: nothing is cut or left out. Texts and paths have their exact values; what
 * can't be seen, such as a mark that turns the direction of writing, is written as an escape of
 * JSON, and a lone surrogate as U+FFFD. A program that shows a text must escape it for the place
 * where it does. Thread-safe.
 */
public final class JsonReport implements ReviewRenderer {
  /** The version of the form that is written. */
  public static final String SCHEMA_VERSION = "1.0";

  private static final String SCHEMA = "report.schema.json";

  /** Writes the form of version {@value #SCHEMA_VERSION}. */
  public JsonReport() {}

  /**
   * The JSON Schema of the form, of draft 2020-12.
   *
   * @return the text of the schema
   */
  public static String schema() {
    try (InputStream schema = JsonReport.class.getResourceAsStream(SCHEMA)) {
      if (schema == null) {
        throw new IllegalStateException(SCHEMA + " is not in the jar of this class");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " can't be read from the jar of this class", e);
    }
  }

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    new JsonDocument(review, new Json(out)).write();
  }
}
