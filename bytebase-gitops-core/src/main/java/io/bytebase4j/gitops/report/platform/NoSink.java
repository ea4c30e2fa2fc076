package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;

/**
 * Stands for a sink that can't be had here, so that people hear of it.
 *
 * @param sink what people call the place
 * @param why why it can't be had, and what to do
 */
record NoSink(String sink, String why) implements ReviewPublisher {
  @Override
  public Publication publish(ReportedReview review) {
    return Publication.skipped(sink, why);
  }
}
