package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.util.Optional;

/**
 * That a finding is let pass: by the policy, or by a comment in the file, also where the finding
 * would stop nothing, so that whoever wrote the comment sees it work.
 *
 * @param inSource whether a comment in the file does
 * @param why the reason, one line
 */
record Pass(boolean inSource, String why) {

  static Optional<Pass> of(ReportedReview review, ReviewFinding finding) {
    Optional<Waiver> waiver = review.waiverOf(finding);
    if (waiver.isPresent() || review.stateOf(finding) == FindingState.BLOCKING) {
      return waiver.map(given -> new Pass(given.until().isEmpty(), Phrases.reason(given)));
    }
    return finding.suppressedBy().map(comment -> new Pass(true, Texts.flowing(comment.reason())));
  }
}
