package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.util.List;
import java.util.stream.Collectors;

/** The words that the files for people share. All of one line, in which everything can be seen. */
final class Phrases {
  private static final int TARGETS_NAMED = 3;

  private Phrases() {}

  /** What is wrong, and by which rule, without place or target. */
  static String what(ReviewFinding finding) {
    String title = Texts.flowing(finding.title());
    String content = Texts.flowing(finding.content());
    if (content.isEmpty()) {
      return title.isEmpty() ? ruleId(finding) : title;
    }
    // "Syntax error" begins its own content
    return title.isEmpty() || content.startsWith(title) ? content : title + ": " + content;
  }

  /** The stable name of the rule: made of its title where it has no number, so by others, too. */
  static String ruleId(ReviewFinding finding) {
    return Texts.flowing(finding.ruleId());
  }

  /** Where it holds; empty for a finding about the file itself. */
  static String on(List<String> targets) {
    if (targets.isEmpty()) {
      return "";
    }
    String named =
        targets.stream().limit(TARGETS_NAMED).map(Texts::visible).collect(Collectors.joining(", "));
    int more = targets.size() - TARGETS_NAMED;
    return " (on " + named + (more > 0 ? " and " + more + " more" : "") + ")";
  }

  /** Why a finding was let pass. */
  static String reason(Waiver waiver) {
    return Texts.flowing(waiver.reason()) + waiver.until().map(day -> ", until " + day).orElse("");
  }
}
