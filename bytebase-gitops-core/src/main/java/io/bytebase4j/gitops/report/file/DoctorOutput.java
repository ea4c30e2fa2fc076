package io.bytebase4j.gitops.report.file;

import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.gitops.doctor.DoctorCheck;
import io.bytebase4j.gitops.doctor.DoctorReport;
import io.bytebase4j.gitops.doctor.JobPermissions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the doctor saw, as a JSON document for programs: {@code passed}, {@code server}, {@code
 * checks} and {@code permissions}. Immutable and thread-safe.
 */
public final class DoctorOutput {
  private final DoctorReport report;

  private DoctorOutput(DoctorReport report) {
    this.report = report;
  }

  /**
   * The document of a report.
   *
   * @param report what the doctor saw
   * @return the document
   */
  public static DoctorOutput of(DoctorReport report) {
    return new DoctorOutput(report);
  }

  /**
   * Writes it.
   *
   * @param out gets it, with its last line ended
   * @throws IOException if that throws one
   */
  public void render(Appendable out) throws IOException {
    Json json = new Json(out);
    json.beginObject();
    json.beginArray("checks");
    for (DoctorCheck check : report.checks()) {
      json.beginObject()
          .put("id", check.id())
          .put("state", check.state().name())
          .putUnlessEmpty("subject", check.subject())
          .put("text", check.text())
          .endObject();
    }
    json.endArray().put("passed", report.passed()).beginArray("permissions");
    for (JobPermissions job : report.permissions()) {
      json.beginObject()
          .put("held", job.held())
          .put("job", job.job().id())
          .put("missing", job.missing())
          .put("unknown", job.unknown())
          .endObject();
    }
    json.endArray();
    if (report.server().isPresent()) {
      writeServer(json, report.server().get());
    }
    json.endObject().end();
  }

  private static void writeServer(Json json, ServerInfo server) throws IOException {
    json.beginObject("server")
        .put("decision", server.decision().name())
        .put("reported", server.reported())
        .put("shape", server.shape().name())
        .endObject();
  }

  /**
   * Writes it into a file, in place of what was there.
   *
   * @param file the file; its folders are made where they are not there
   * @throws IOException if it can't be written; the file of before is left as it is
   */
  public void writeTo(Path file) throws IOException {
    TextFile.replace(file.toAbsolutePath().normalize(), this::render);
  }
}
