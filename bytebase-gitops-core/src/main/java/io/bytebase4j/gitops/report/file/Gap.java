package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.List;
import java.util.Optional;

/**
 * A target for which there may be more to find: where a sink has no place for that, it is shown as
 * a finding of its own.
 *
 * @param target the target
 * @param file where to show it, as a path from the root of the repository; empty where no file is
 *     known
 * @param message what is missing, and why
 * @param stops whether it is a reason why the change may not go on
 */
record Gap(String target, Optional<String> file, String message, boolean stops) {
  /** The name of the rule that such a finding stands for. */
  static final String RULE = "bytebase-incomplete";

  static List<Gap> of(ReportedReview review) {
    return review.report().incompleteTargets().stream().map(target -> of(review, target)).toList();
  }

  private static Gap of(ReportedReview review, TargetReview target) {
    String missing =
        target.unknown().isEmpty()
            ? ""
            : Wording.count(target.unknown().size(), "file") + " not reviewed; ";
    return new Gap(
        target.target(),
        target.unknown().stream().findFirst().or(() -> anyFile(review)).map(review::path),
        "The review of %s is not complete: %s%s"
            .formatted(Texts.visible(target.target()), missing, Texts.flowing(target.detail())),
        stops(review.verdict(), target.target()));
  }

  private static Optional<String> anyFile(ReportedReview review) {
    return review.report().files().stream()
        .findFirst()
        .or(
            () ->
                review.report().findings().stream()
                    .map(finding -> finding.file())
                    .filter(file -> !file.isEmpty())
                    .findFirst());
  }

  static boolean stops(ReviewVerdict verdict, String target) {
    return verdict.reasons().stream()
        .anyMatch(reason -> reason.kind() == Kind.INCOMPLETE && reason.targets().contains(target));
  }

  /** Stays the same from run to run. */
  String fingerprint() {
    return Hashes.of(RULE, target);
  }
}
