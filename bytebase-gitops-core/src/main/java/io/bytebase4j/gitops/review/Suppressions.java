package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The comments in migration files that let findings pass. Only what a rule found can be let pass: a
 * syntax error would fail the rollout, whatever a comment says. Used once, by one thread.
 */
final class Suppressions {
  private static final String KEYWORD = "bytebase4j-allow";
  private static final Pattern COMMENT = Pattern.compile("\\s*" + KEYWORD + "\\b(.*)");
  private static final Pattern FORM = Pattern.compile("\\s+([^:]*\\S)\\s*:\\s*(\\S.*)");
  private static final String EXAMPLE = "-- " + KEYWORD + " COLUMN_NO_NULL: filled by a trigger";

  /** Takes what is wrong with the comments themselves. */
  interface Complaints {
    void add(Severity severity, String title, String file, int line, String content);
  }

  private record Scope(String file, Suppression suppression, int firstLine, int lastLine) {
    boolean covers(ReviewFinding finding) {
      return firstLine <= finding.line()
          && finding.line() <= lastLine
          && suppression.names(finding.title(), finding.code());
    }
  }

  private record Malformed(String file, int line, String why) {}

  private final Map<String, List<Scope>> scopes = new HashMap<>();
  private final List<Malformed> malformed = new ArrayList<>();
  private final Set<Scope> used = new HashSet<>();
  private final Set<String> reviewedFully;

  /**
   * Reads the comments.
   *
   * @param files the files
   * @param reviewedFully the files that were reviewed on every target; a comment in another one may
   *     have its finding where nobody looked
   */
  Suppressions(List<MigrationFile> files, Set<String> reviewedFully) {
    this.reviewedFully = reviewedFully;
    for (MigrationFile file : files) {
      String sql = file.content().text();
      if (sql.contains(KEYWORD)) {
        read(file.path(), SqlStatements.of(sql));
      }
    }
  }

  private void read(String path, SqlStatements sql) {
    for (SqlStatements.Comment comment : sql.comments()) {
      Matcher found = COMMENT.matcher(comment.text());
      if (!found.matches()) {
        continue;
      }
      Matcher form = FORM.matcher(found.group(1));
      if (comment.statement() == SqlStatements.NOWHERE) {
        malformed.add(
            new Malformed(
                path,
                comment.line(),
                "it stands behind the end of a statement: put it on a line of its own before the"
                    + " statement"));
      } else if (form.matches()) {
        SqlStatements.Lines lines = sql.statement(comment.statement());
        Set<String> rules =
            Stream.of(form.group(1).split(",", -1))
                .map(String::strip)
                .filter(rule -> !rule.isEmpty())
                .collect(Collectors.toSet());
        Suppression suppression = new Suppression(comment.line(), rules, form.group(2).strip());
        scopes
            .computeIfAbsent(path, unused -> new ArrayList<>())
            .add(new Scope(path, suppression, lines.first(), lines.last()));
      } else {
        malformed.add(
            new Malformed(
                path,
                comment.line(),
                "it must name rules and, after a colon, a reason, such as " + EXAMPLE));
      }
    }
  }

  ReviewFinding applyTo(ReviewFinding finding) {
    if (finding.ruleType() == RuleType.NONE || finding.line() == 0) {
      return finding;
    }
    for (Scope scope : scopes.getOrDefault(finding.file(), List.of())) {
      if (scope.covers(finding)) {
        used.add(scope);
        return finding.withSuppression(scope.suppression());
      }
    }
    return finding;
  }

  /** Tells what is wrong with the comments; call it when all findings are through. */
  void complaints(Complaints complaints) {
    for (Malformed comment : malformed) {
      complaints.add(
          Severity.WARNING,
          "SUPPRESSION_MALFORMED",
          comment.file(),
          comment.line(),
          "the comment lets nothing pass: " + comment.why());
    }
    scopes.values().stream()
        .flatMap(List::stream)
        .filter(scope -> !used.contains(scope) && reviewedFully.contains(scope.file()))
        .forEach(
            scope ->
                complaints.add(
                    Severity.INFO,
                    "SUPPRESSION_UNUSED",
                    scope.file(),
                    scope.suppression().line(),
                    "no finding of lines %d to %d needs this comment: take it out"
                        .formatted(scope.firstLine(), scope.lastLine())));
  }
}
