package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/** Prints a review to the log of a run. */
final class LogSink implements ReviewPublisher {
  private final String sink;
  private final ReviewRenderer renderer;
  private final Appendable log;

  LogSink(String sink, ReviewRenderer renderer, Appendable log) {
    this.sink = sink;
    this.renderer = renderer;
    this.log = log;
  }

  @Override
  public String sink() {
    return sink;
  }

  @Override
  public Publication publish(ReportedReview review) {
    try {
      // At once, so that no other thread's output comes between.
      log.append(renderer.render(review));
      return Publication.published(sink, "", 0);
    } catch (IOException e) {
      return Publication.failed(sink, Texts.logLine("the log can't be written: " + e));
    }
  }
}
