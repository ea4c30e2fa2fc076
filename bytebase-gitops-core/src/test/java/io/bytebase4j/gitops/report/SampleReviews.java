package io.bytebase4j.gitops.report;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.Suppression;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reviews that the tests of all sinks share. */
public final class SampleReviews {
  public static final String TEST = "instances/test-pg/databases/app_test";
  public static final String PROD = "instances/prod-pg/databases/app_prod";
  public static final String EU = "instances/prod-eu/databases/app_prod";
  private static final Instant DAY = Instant.parse("2026-11-24T08:30:00Z");

  private SampleReviews() {}

  /** Everything a report can hold, once: the golden files of all sinks show this one. */
  public static ReportedReview rich() {
    String employee = "migration/202505141650_create_table_employee.sql";
    String index = "migration/202505141700_add_index_ddl.sql";
    String data = "migration/202505141730_first_departments_dml.sql";
    List<ReviewFinding> findings =
        List.of(
            finding(
                Severity.ERROR,
                201,
                "Syntax error",
                "Syntax error at line 3:1 \nrelated text: CREATE TABEL",
                RuleType.NONE,
                index,
                new Position(3, 1),
                new Position(3, 7),
                List.of(TEST, PROD, EU),
                null),
            finding(
                Severity.ERROR,
                604,
                "SCHEMA_BACKWARD_COMPATIBILITY",
                "Table \"old_employee\" is dropped; readers of it would fail",
                RuleType.PARSER_BASED,
                employee,
                new Position(12, 1),
                new Position(12, 25),
                List.of(PROD),
                null),
            finding(
                Severity.WARNING,
                402,
                "COLUMN_NO_NULL",
                "Column \"name\" in \"public\".\"employee\" cannot have NULL value",
                RuleType.PARSER_BASED,
                employee,
                new Position(4, 3),
                Position.NONE,
                List.of(TEST, PROD, EU),
                null),
            finding(
                Severity.WARNING,
                402,
                "COLUMN_NO_NULL",
                "Column \"note\" in \"public\".\"employee\" cannot have NULL value",
                RuleType.PARSER_BASED,
                employee,
                new Position(6, 0),
                Position.NONE,
                List.of(TEST),
                new Suppression(3, Set.of("COLUMN_NO_NULL"), "notes are optional")),
            finding(
                Severity.WARNING,
                0,
                "Naming of tables",
                "The custom rule wants plural names: departments, not department.",
                RuleType.AI_POWERED,
                data,
                Position.NONE,
                Position.NONE,
                List.of(TEST, PROD),
                null),
            finding(
                Severity.WARNING,
                0,
                "SIMILAR_VERSION",
                "version 0202505141730 and 202505141730 of "
                    + data
                    + " are the same number, yet two versions to the server",
                RuleType.PREFLIGHT,
                "migration/0202505141730_again.sql",
                Position.NONE,
                Position.NONE,
                List.of(),
                null),
            finding(
                Severity.INFO,
                0,
                "LEFT_OUT",
                "does not end in .sql",
                RuleType.PREFLIGHT,
                "migration/README.md",
                Position.NONE,
                Position.NONE,
                List.of(),
                null));
    List<String> files = List.of(employee, index, "migration/0202505141730_again.sql", data);
    List<TargetReview> targets =
        List.of(
            new TargetReview(
                TEST,
                null,
                "test",
                Outcome.COMPLETE,
                List.of(
                    new ReviewedFile(employee, TEST, 0, RiskLevel.LOW),
                    new ReviewedFile(index, TEST, 0, RiskLevel.NONE),
                    new ReviewedFile(data, TEST, 1200, RiskLevel.MODERATE)),
                List.of("migration/0202505141730_again.sql"),
                List.of(),
                ""),
            new TargetReview(
                PROD,
                null,
                "prod",
                Outcome.COMPLETE,
                List.of(
                    new ReviewedFile(employee, PROD, 15, RiskLevel.HIGH),
                    new ReviewedFile(index, PROD, 0, RiskLevel.NONE),
                    new ReviewedFile("migration/0202505141730_again.sql", PROD, 0, RiskLevel.LOW),
                    new ReviewedFile(data, PROD, 2500, RiskLevel.MODERATE)),
                List.of(),
                List.of(),
                ""),
            new TargetReview(
                EU,
                null,
                "prod",
                Outcome.CAPPED,
                List.of(
                    new ReviewedFile(employee, EU, 0, RiskLevel.LOW),
                    new ReviewedFile(index, EU, 0, RiskLevel.NONE)),
                List.of(),
                List.of("migration/0202505141730_again.sql", data),
                "the server stopped at its limit of 50 errors and 50 warnings, before migration/0202505141730_again.sql: mend what it found and review again"));
    ReviewReport report =
        new ReviewReport(
            "projects/hr",
            DAY,
            files,
            targets,
            findings,
            List.of("custom rules were sent and brought no finding on prod"));
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .forEnvironment(
                "prod",
                ReviewLimits.STANDARD
                    .failOn(FailOn.WARNING)
                    .maxRisk(RiskLevel.MODERATE)
                    .maxAffectedRows(2000))
            .allowRule("COLUMN_NO_NULL", "legacy tables, OPS-77", LocalDate.parse("2026-12-31"))
            .allowRule("604", "only the spring clean-up, OPS-12", LocalDate.parse("2026-03-31"));
    return ReportedReview.of(report.judgedBy(policy))
        .withRunUrl(URI.create("https://bitbucket.org/acme/shop/pipelines/results/42"));
  }

  /** Nothing found, nothing left out. */
  public static ReportedReview clean() {
    return ReportedReview.of(
        new ReviewReport(
                "projects/hr",
                DAY,
                List.of("migration/1_a.sql"),
                List.of(
                    new TargetReview(
                        TEST,
                        null,
                        null,
                        Outcome.COMPLETE,
                        List.of(new ReviewedFile("migration/1_a.sql", TEST, 0, RiskLevel.LOW)),
                        List.of(),
                        List.of(),
                        "")),
                List.of(),
                List.of())
            .judgedBy(ReviewPolicy.standard()));
  }

  /**
   * As many findings as asked for, every tenth an error, each in its own file and with a long text.
   */
  public static ReportedReview large(int findings) {
    return large(findings, 600);
  }

  /** The same with texts that are so many characters longer than they need to be. */
  public static ReportedReview large(int findings, int padding) {
    List<ReviewFinding> all = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      for (int i = 0; i < findings; i++) {
        if ((i % 10 == 0) == (severity == Severity.ERROR)) {
          String file = "migration/%06d_a.sql".formatted(i);
          files.add(file);
          all.add(
              finding(
                  severity,
                  402,
                  "COLUMN_NO_NULL",
                  "Column \"c" + i + "\" cannot have NULL value. " + "x".repeat(padding),
                  RuleType.PARSER_BASED,
                  file,
                  new Position(i % 50 + 1, 1),
                  Position.NONE,
                  List.of(TEST),
                  null));
        }
      }
    }
    files.sort(null);
    List<ReviewedFile> reviewed =
        files.stream().map(file -> new ReviewedFile(file, TEST, 1, RiskLevel.LOW)).toList();
    return ReportedReview.of(
        new ReviewReport(
                "projects/hr",
                DAY,
                files,
                List.of(
                    new TargetReview(
                        TEST, null, null, Outcome.COMPLETE, reviewed, List.of(), List.of(), "")),
                all,
                List.of())
            .judgedBy(ReviewPolicy.standard()));
  }

  /** A review in which every text that others write is the given one. */
  public static ReportedReview hostile(String text) {
    String file = "migration/1_" + text + ".sql";
    String target = "instances/test-pg/databases/" + text;
    ReviewReport report =
        new ReviewReport(
            "projects/hr",
            DAY,
            List.of(file),
            List.of(
                new TargetReview(
                    target,
                    null,
                    text,
                    Outcome.CAPPED,
                    List.of(new ReviewedFile(file, target, 1, RiskLevel.HIGH)),
                    List.of(),
                    List.of(file),
                    text)),
            List.of(
                finding(
                    Severity.ERROR,
                    402,
                    text,
                    text,
                    RuleType.PARSER_BASED,
                    file,
                    new Position(1, 1),
                    Position.NONE,
                    List.of(target),
                    null),
                finding(
                    Severity.WARNING,
                    0,
                    text,
                    text,
                    RuleType.AI_POWERED,
                    file,
                    new Position(2, 1),
                    Position.NONE,
                    List.of(target),
                    new Suppression(1, Set.of(text), text)),
                finding(
                    Severity.INFO,
                    0,
                    "LEFT_OUT",
                    text,
                    RuleType.PREFLIGHT,
                    file,
                    Position.NONE,
                    Position.NONE,
                    List.of(),
                    null)),
            List.of(text));
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .withLimits(ReviewLimits.STANDARD.failOn(FailOn.WARNING))
            .allowRule(
                text.isBlank() ? "x" : text,
                text.isBlank() ? "x" : text,
                LocalDate.parse("2026-01-01"));
    return ReportedReview.of(report.judgedBy(policy)).withTitle(text);
  }

  private static ReviewFinding finding(
      Severity severity,
      int code,
      String title,
      String content,
      RuleType type,
      String file,
      Position start,
      Position end,
      List<String> targets,
      @Nullable Suppression suppression) {
    return new ReviewFinding(
        severity,
        code,
        title,
        content,
        type,
        file,
        start,
        end,
        targets,
        MigrationContent.of(file + code + title + content).sha256(),
        suppression);
  }
}
