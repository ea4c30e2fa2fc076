package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JUnitReportTest {
  private static final String EMPLOYEE = "migration/202505141650_create_table_employee.sql";
  private static final String AGAIN = "migration/0202505141730_again.sql";

  private final JUnitReport report = new JUnitReport();

  private List<ReportTestCase> cases(ReportedReview review) {
    return JUnitXml.read(report.render(review)).stream()
        .flatMap(suite -> suite.getTestCases().stream())
        .toList();
  }

  private static ReportTestCase named(String name, List<ReportTestCase> cases) {
    return cases.stream().filter(test -> test.getName().equals(name)).findAny().orElseThrow();
  }

  private ReportTestCase rich(String file, String target) {
    return named(file + " on " + target, cases(SampleReviews.rich()));
  }

  @Test
  void thereIsASuiteForEachTarget() {
    assertThat(JUnitXml.read(report.render(SampleReviews.rich())))
        .extracting(ReportTestSuite::getFullClassName)
        .containsExactly(
            "hr.verdict",
            "hr.files",
            "hr." + SampleReviews.TEST,
            "hr." + SampleReviews.PROD,
            "hr." + SampleReviews.EU);
  }

  @Property(tries = 300)
  void isValidForAnyReviewAndEachFileIsATestCaseOnEachTarget(
      @ForAll("reviews") ReportedReview review) {
    List<ReportTestCase> cases = cases(review);

    long files =
        review.report().findings().stream()
            .filter(finding -> finding.targets().isEmpty())
            .map(ReviewFinding::file)
            .distinct()
            .count();
    int pairs = review.report().files().size() * review.report().targets().size();
    assertThat(cases).hasSize((int) (1 + files + pairs));
  }

  @Property(tries = 300)
  void whatStopsAnyChangeFailsWhereItHolds(@ForAll("reviews") ReportedReview review) {
    List<ReportTestCase> cases = cases(review);

    assertThat(named("verdict", cases).hasFailure()).isEqualTo(!review.verdict().passed());
    long blocking =
        review.report().findings().stream()
            .filter(finding -> review.stateOf(finding) == FindingState.BLOCKING)
            .mapToLong(finding -> Math.max(1, finding.targets().size()))
            .sum();
    long shown =
        cases.stream()
            .filter(test -> test.hasFailure() && !test.getName().equals("verdict"))
            .flatMap(test -> test.getFailureDetail().lines())
            .filter(line -> !line.startsWith("  "))
            .count();
    assertThat(shown).isEqualTo(blocking);
  }

  @Provide
  Arbitrary<ReportedReview> reviews() {
    return AnyReview.any();
  }

  @Test
  void aFailureHoldsAllInItsTextAndLittleInItsMessage() {
    ReportTestCase test = rich("migration/202505141700_add_index_ddl.sql", SampleReviews.PROD);

    assertThat(test.getFailureMessage())
        .isEqualTo("1 error: Syntax error at line 3:1 related text: CREATE TABEL");
    assertThat(test.getFailureType()).isEqualTo("bytebase-201");
    assertThat(test.getFailureDetail())
        .isEqualTo(
            """
            migration/202505141700_add_index_ddl.sql:3:1: error: Syntax error [bytebase-201]
              Syntax error at line 3:1\s
              related text: CREATE TABEL""");
  }

  @Test
  void whatStopsNothingStandsInTheOutputOfATestCaseThatPasses() {
    assertThat(rich(EMPLOYEE, SampleReviews.TEST).isSuccessful()).isTrue();
    assertThat(JUnitXml.outputs(report.render(SampleReviews.rich())))
        .contains(
            """
            migration/202505141650_create_table_employee.sql:4:3: warning: COLUMN_NO_NULL [bytebase-402] [let pass: legacy tables, OPS-77, until 2026-12-31]
              Column "name" in "public"."employee" cannot have NULL value
            migration/202505141650_create_table_employee.sql:6: warning: COLUMN_NO_NULL [bytebase-402] [let pass: notes are optional]
              Column "note" in "public"."employee" cannot have NULL value""");
  }

  @Test
  void aFindingOfOneTargetFailsThereOnly() {
    assertThat(rich(EMPLOYEE, SampleReviews.PROD).getFailureDetail()).contains("old_employee");
    assertThat(rich(EMPLOYEE, SampleReviews.EU).isSuccessful()).isTrue();
  }

  @Test
  void aFileThatIsAppliedAlreadyIsSkipped() {
    ReportTestCase test = rich(AGAIN, SampleReviews.TEST);

    assertThat(test.hasSkipped()).isTrue();
    assertThat(test.getFailureMessage()).isEqualTo("already applied, unchanged");
  }

  @Test
  void aFileThatWasNotReviewedIsAnError() {
    ReportTestCase test = rich(AGAIN, SampleReviews.EU);

    assertThat(test.hasError()).isTrue();
    assertThat(test.getFailureDetail()).startsWith("not reviewed: the server stopped at its limit");
  }

  @Test
  void wherePolicyAllowsItThatIsSkipped() {
    ReportedReview review =
        ReportedReview.of(
            SampleReviews.rich()
                .report()
                .judgedBy(
                    ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.allowIncomplete())));

    ReportTestCase test = named(AGAIN + " on " + SampleReviews.EU, cases(review));

    assertThat(test.hasSkipped()).isTrue();
    assertThat(test.getFailureMessage()).startsWith("not reviewed: the server stopped");
  }

  @Test
  void theVerdictTellsAllReasons() {
    ReportTestCase verdict = named("verdict", cases(SampleReviews.rich()));

    assertThat(verdict.getFailureDetail())
        .contains("2 errors and 2 warnings", "risk HIGH", "2515 rows", "incomplete");
    assertThat(JUnitXml.outputs(report.render(SampleReviews.rich())).get(0))
        .contains("note: custom rules were sent", "let pass: " + EMPLOYEE);
  }

  @Test
  void aCleanReviewPasses() {
    assertThat(cases(SampleReviews.clean()))
        .extracting(ReportTestCase::getName, ReportTestCase::isSuccessful)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("verdict", true),
            org.assertj.core.groups.Tuple.tuple(
                "migration/1_a.sql on " + SampleReviews.TEST, true));
  }

  @Test
  void classesBeginWithTheKey() {
    assertThat(cases(SampleReviews.rich().withKey("shop")))
        .extracting(ReportTestCase::getFullClassName)
        .allMatch(name -> name.startsWith("shop."));
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextsAreTextAndAttachNothing(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    TargetReview target = review.report().targets().get(0);
    // a report of the review room has a file in one list only, and GitLab drops a second of a name
    String xml =
        report.render(
            ReportedReview.of(
                    new io.bytebase4j.gitops.review.ReviewReport(
                            review.report().project(),
                            review.report().reviewedAt(),
                            review.report().files(),
                            List.of(
                                new TargetReview(
                                    target.target(),
                                    target.group(),
                                    target.environment(),
                                    target.outcome(),
                                    target.reviewed(),
                                    List.of(),
                                    List.of(),
                                    target.detail())),
                            review.report().findings(),
                            review.report().notes())
                        .judgedBy(ReviewPolicy.standard()))
                .withTitle(text));

    assertThat(JUnitXml.read(xml))
        .extracting(suite -> suite.getTestCases().size())
        .containsExactly(1, 1, 1);
    assertThat(xml.replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\uFFFE\uFFFF]")
        .doesNotContainIgnoringCase("[[ATTACHMENT|");
  }
}
