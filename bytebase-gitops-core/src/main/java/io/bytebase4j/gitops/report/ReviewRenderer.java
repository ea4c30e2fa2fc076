package io.bytebase4j.gitops.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes a review in one form. Thread-safe; the same review gives the same text. Each
 * implementation says its limits, and its text says what was left out because of them.
 */
public interface ReviewRenderer {

  /**
   * Writes a review.
   *
   * @param review the review
   * @param out where to write; stays the caller's to close
   * @throws IOException what {@code out} throws
   */
  void render(ReportedReview review, Appendable out) throws IOException;

  /**
   * Writes a review into a string.
   *
   * @param review the review
   * @return the text
   */
  default String render(ReportedReview review) {
    StringBuilder text = new StringBuilder();
    try {
      render(review, text);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all text", e);
    }
    return text.toString();
  }
}
