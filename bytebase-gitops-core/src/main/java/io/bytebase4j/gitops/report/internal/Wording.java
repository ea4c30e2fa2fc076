package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the sinks for readers say in the same words. */
public final class Wording {
  private Wording() {}

  /**
   * The verdict in a word.
   *
   * @param review the review
   * @return {@code passed} or {@code stopped}
   */
  public static String verdict(ReportedReview review) {
    return review.verdict().passed() ? "passed" : "stopped";
  }

  /**
   * What the review found, by severity.
   *
   * @param report the report
   * @return for example {@code 2 errors, 1 warning}
   */
  public static String counts(ReviewReport report) {
    List<String> counts = new ArrayList<>();
    addCount(counts, report.count(Severity.ERROR), "error");
    addCount(counts, report.count(Severity.WARNING), "warning");
    addCount(counts, report.count(Severity.INFO), "note");
    return counts.isEmpty() ? "No findings" : String.join(", ", counts);
  }

  private static void addCount(List<String> counts, long number, String noun) {
    if (number > 0) {
      counts.add(count(number, noun));
    }
  }

  /**
   * A number of things.
   *
   * @param number how many
   * @param noun what, in the singular, with a regular plural
   * @return for example {@code 1,200 rows}
   */
  public static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * A number for readers.
   *
   * @param number the number
   * @return for example {@code 1,200}
   */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * What to do about a reason, where its message does not say so.
   *
   * @param kind the kind of reason
   * @return a sentence, or nothing
   */
  public static String whatToDo(Kind kind) {
    return switch (kind) {
      case FINDINGS ->
          "Mend them in the files. Where a rule does not fit, a comment before the statement lets it"
              + " pass, if the policy honours it: -- bytebase4j-allow RULE: reason";
      case RISK -> "Make the change safer, or have the policy allow this risk there.";
      case AFFECTED_ROWS -> "Change fewer rows at once, or have the policy allow more there.";
      case INCOMPLETE, UNKNOWN_ENVIRONMENT -> "";
    };
  }

  /**
   * The message of a reason, without the name of its target before it.
   *
   * @param reason the reason
   * @return text of others, as it is
   */
  public static String message(Reason reason) {
    String prefix = reason.targets().size() == 1 ? reason.targets().get(0) + ": " : "";
    return reason.message().startsWith(prefix)
        ? reason.message().substring(prefix.length())
        : reason.message();
  }

  /**
   * The reason that a review is incomplete, where the targets are named elsewhere.
   *
   * @param targets on how many targets it is
   * @return a sentence, and what to do
   */
  public static String incomplete(int targets) {
    return "%s: incomplete, as said above. Mend what kept the review from its end, and review again."
        .formatted(count(targets, "target"));
  }

  /**
   * A severity in a word.
   *
   * @param severity the severity
   * @return for example {@code error}
   */
  public static String severity(Severity severity) {
    return severity == Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A risk in a word.
   *
   * @param risk the risk
   * @return for example {@code moderate}
   */
  public static String risk(RiskLevel risk) {
    return risk.name().toLowerCase(Locale.ROOT);
  }

  /**
   * How far a review got, in few words.
   *
   * @param outcome the outcome
   * @return for example {@code complete}
   */
  public static String outcome(TargetReview.Outcome outcome) {
    return switch (outcome) {
      case COMPLETE -> "complete";
      case CAPPED -> "cut off";
      case SAMPLED -> "sample only";
      case FAILED -> "failed";
      case NOT_ASKED -> "not asked";
    };
  }

  /**
   * What tells a rule from others besides its title.
   *
   * @param finding a finding of it
   * @return for example {@code 402}, or nothing
   */
  public static String ruleMark(ReviewFinding finding) {
    if (finding.ruleType() == RuleType.AI_POWERED) {
      return "AI";
    }
    return finding.code() == 0 ? "" : Integer.toString(finding.code());
  }

  /**
   * The findings that are not let pass, in the order in which readers need them.
   *
   * @param review the review
   * @return errors first; among those of one severity, what stops the change
   */
  public static List<ReviewFinding> standing(ReportedReview review) {
    return review.report().findings().stream()
        .filter(finding -> review.stateOf(finding) != FindingState.WAIVED)
        .sorted(Comparator.comparing(ReviewFinding::severity).thenComparing(review::stateOf))
        .toList();
  }
}
