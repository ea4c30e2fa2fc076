package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a review into a file, for a step of the pipeline that picks it up: UTF-8, without a byte
 * order mark. The file is replaced as a whole, so that nobody reads half of it. Thread-safe.
 */
public final class ReportFile implements ReviewPublisher {
  private final Path file;
  private final ReviewRenderer renderer;

  private ReportFile(Path file, ReviewRenderer renderer) {
    this.file = file;
    this.renderer = renderer;
  }

  /**
   * Writes into a file.
   *
   * @param file the file; its folders are made where they are not there
   * @param renderer in which form
   * @return a publisher
   */
  public static ReportFile of(Path file, ReviewRenderer renderer) {
    return new ReportFile(file.toAbsolutePath().normalize(), renderer);
  }

  @Override
  public String sink() {
    return "file " + Texts.logLine(String.valueOf(file.getFileName()));
  }

  @Override
  public Publication publish(ReportedReview review) {
    try {
      TextFile.replace(file, out -> renderer.render(review, out));
    } catch (IOException e) {
      return Publication.failed(sink(), Texts.logLine(file + " can't be written: " + e));
    }
    return Publication.published(sink(), Texts.logLine(file.toString()), 0);
  }
}
