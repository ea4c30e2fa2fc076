package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small reports for tests of what is made of them. */
final class Reports {
  static final String TEST = "instances/test-pg/databases/app";
  static final String PROD = "instances/prod-pg/databases/app";
  static final Instant DAY = Instant.parse("2026-11-24T23:59:59Z");

  private Reports() {}

  static ReviewReport of(List<TargetReview> targets, ReviewFinding... findings) {
    return new ReviewReport(
        "projects/hr", DAY, List.of("m/1_a.sql"), targets, List.of(findings), List.of());
  }

  static TargetReview target(String name, @Nullable String environment) {
    return target(name, environment, 0, RiskLevel.LOW);
  }

  static TargetReview target(String name, @Nullable String environment, long rows, RiskLevel risk) {
    return new TargetReview(
        name,
        null,
        environment,
        Outcome.COMPLETE,
        List.of(new ReviewedFile("m/1_a.sql", name, rows, risk)),
        List.of(),
        List.of(),
        "");
  }

  static TargetReview incomplete(String name) {
    return new TargetReview(
        name,
        null,
        null,
        Outcome.CAPPED,
        List.of(),
        List.of(),
        List.of("m/1_a.sql"),
        "the server stopped");
  }

  static ReviewFinding finding(Severity severity, String... targets) {
    return finding(severity, RuleType.PARSER_BASED, null, targets);
  }

  static ReviewFinding finding(
      Severity severity, RuleType type, @Nullable Suppression suppression, String... targets) {
    return new ReviewFinding(
        severity,
        type == RuleType.PREFLIGHT ? 0 : 402,
        type == RuleType.PREFLIGHT ? "EMPTY" : "COLUMN_NO_NULL",
        "a column may be NULL",
        type,
        "m/1_a.sql",
        new Position(2, 0),
        Position.NONE,
        List.of(targets),
        severity + "-" + List.of(targets),
        suppression);
  }

  /** What the server says of a file that was edited after it was applied. */
  static ReviewFinding edit(String target) {
    return new ReviewFinding(
        Severity.WARNING,
        1,
        "Applied file has been modified",
        "The file \"m/1_a.sql\" with version \"1\" has already been applied to the database",
        RuleType.NONE,
        "m/1_a.sql",
        Position.NONE,
        Position.NONE,
        List.of(target),
        "edit",
        null);
  }
}
