package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a review says of a file. The same thing on several databases is one finding.
 *
 * @param severity how bad it is
 * @param code the rule's number, for example 402; 0 for a check made here, without the server
 * @param title the rule's name as the server writes it, for example {@code COLUMN_NO_NULL}
 * @param content the text
 * @param ruleType what kind of rule
 * @param file the file's path
 * @param start where it begins
 * @param end where it ends, the first place after it; {@link Position#NONE} where that is not known
 * @param targets the databases it holds for, in the order of the request; empty for a finding about
 *     the file itself, which holds for all
 * @param fingerprint 64 hexadecimal digits that stay the same while the finding does, also when its
 *     line moves; no other finding of the review has the same
 * @param suppression the comment in the file that lets it pass; null where there is none
 */
public record ReviewFinding(
    Severity severity,
    int code,
    String title,
    String content,
    RuleType ruleType,
    String file,
    Position start,
    Position end,
    List<String> targets,
    String fingerprint,
    @Nullable Suppression suppression) {
  private static final int APPLIED_FILE_EDITED = 1;
  private static final String EDITED = "Applied file has been modified";

  /**
   * Copies the targets.
   *
   * @param severity how bad it is
   * @param code the rule's number, for example 402; 0 for a check made here, without the server
   * @param title the rule's name as the server writes it, for example {@code COLUMN_NO_NULL}
   * @param content the text
   * @param ruleType what kind of rule
   * @param file the file's path
   * @param start where it begins
   * @param end where it ends, the first place after it; {@link Position#NONE} where that is not
   *     known
   * @param targets the databases it holds for, in the order of the request; empty for a finding
   *     about the file itself, which holds for all
   * @param fingerprint 64 hexadecimal digits that stay the same while the finding does, also when
   *     its line moves; no other finding of the review has the same
   * @param suppression the comment in the file that lets it pass; null where there is none
   */
  public ReviewFinding {
    targets = List.copyOf(targets);
  }

  /**
   * The line it begins at.
   *
   * @return from 1; 0 for the whole file
   */
  public int line() {
    return start.line();
  }

  /**
   * The column it begins at.
   *
   * @return from 1, in code points; 0 where it is not known
   */
  public int column() {
    return start.column();
  }

  /**
   * The comment in the file that lets it pass.
   *
   * @return the comment, if there is one
   */
  public Optional<Suppression> suppressedBy() {
    return Optional.ofNullable(suppression);
  }

  /**
   * Whether it says that a file was edited after it was applied. The server only warns of that; a
   * rollout passes over the edit.
   *
   * @return true for the server's finding of that kind
   */
  public boolean isEditOfAppliedFile() {
    return ruleType != RuleType.PREFLIGHT && isEditOfAppliedFile(code, title);
  }

  static boolean isEditOfAppliedFile(int code, String title) {
    return code == APPLIED_FILE_EDITED && title.equals(EDITED);
  }

  /**
   * The rule's name in one form for servers of all ages: servers of 2025 write {@code
   * column.no-null} for {@code COLUMN_NO_NULL}. Allowances and comments in files take both.
   *
   * @return for example {@code COLUMN_NO_NULL}; a title that is a sentence stays as it is
   */
  public String ruleName() {
    return RuleNames.normalised(title);
  }

  /**
   * A stable name of the rule, for tools that want one.
   *
   * @return for example {@code bytebase-402}, or {@code migration-no-version} for a check made here
   */
  public String ruleId() {
    return ruleType == RuleType.PREFLIGHT
        ? "migration-" + title.toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        : "bytebase-" + code;
  }

  /**
   * Where it is, as compilers write it.
   *
   * @return {@code file:line:column}, without what is not known
   */
  public String location() {
    return file + (line() == 0 ? "" : ":" + line()) + (column() == 0 ? "" : ":" + column());
  }

  ReviewFinding withFingerprint(String other) {
    return new ReviewFinding(
        severity, code, title, content, ruleType, file, start, end, targets, other, suppression);
  }

  ReviewFinding withSuppression(Suppression by) {
    return new ReviewFinding(
        severity, code, title, content, ruleType, file, start, end, targets, fingerprint, by);
  }
}
