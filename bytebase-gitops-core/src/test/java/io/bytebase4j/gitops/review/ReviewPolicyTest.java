package io.bytebase4j.gitops.review;

import static io.bytebase4j.gitops.review.Reports.PROD;
import static io.bytebase4j.gitops.review.Reports.TEST;
import static io.bytebase4j.gitops.review.Reports.finding;
import static io.bytebase4j.gitops.review.Reports.incomplete;
import static io.bytebase4j.gitops.review.Reports.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewPolicyTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
  private static final ReviewFinding WARNING = finding(Severity.WARNING, TEST);
  private final List<TargetReview> both = List.of(target(TEST, "test"), target(PROD, "prod"));

  private static List<Kind> kinds(ReviewVerdict verdict) {
    return verdict.reasons().stream().map(Reason::kind).toList();
  }

  private static ReviewPolicy failOn(FailOn failOn) {
    return ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(failOn));
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR, false", "ERROR, WARNING, true", "ERROR, INFO, true",
    "WARNING, ERROR, false", "WARNING, WARNING, false", "WARNING, INFO, true",
    "NEVER, ERROR, true", "NEVER, WARNING, true", "NEVER, INFO, true",
  })
  void findingsStopAChangeFromASeverityOn(FailOn failOn, Severity severity, boolean passes) {
    ReviewVerdict verdict = Reports.of(both, finding(severity, TEST)).judgedBy(failOn(failOn));

    assertThat(verdict.passed()).isEqualTo(passes);
    assertThat(kinds(verdict)).isEqualTo(passes ? List.of() : List.of(Kind.FINDINGS));
  }

  @Test
  void theStandardPolicyStopsErrorsAndIncompleteness() {
    assertThat(Reports.of(both).passed()).isTrue();
    assertThat(Reports.of(both, WARNING).passed()).isTrue();
    assertThat(Reports.of(both, finding(Severity.ERROR, PROD)).passed()).isFalse();
    ReviewVerdict verdict =
        Reports.of(List.of(target(TEST, null), incomplete(PROD))).judgedBy(ReviewPolicy.standard());
    assertThat(verdict.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.kind()).isEqualTo(Kind.INCOMPLETE);
              assertThat(reason.targets()).containsExactly(PROD);
              assertThat(reason.message()).isEqualTo(PROD + ": incomplete: the server stopped");
            });
  }

  @Test
  void incompletenessMayBeAllowedAndThenFindingsStillCount() {
    ReviewPolicy policy =
        ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.allowIncomplete());

    assertThat(Reports.of(List.of(incomplete(PROD))).judgedBy(policy).passed()).isTrue();
    assertThat(
            kinds(
                Reports.of(List.of(incomplete(PROD)), finding(Severity.ERROR, PROD))
                    .judgedBy(policy)))
        .containsExactly(Kind.FINDINGS);
  }

  @Test
  void anEnvironmentHasItsOwnLimits() {
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .forEnvironment("environments/prod", ReviewLimits.STANDARD.failOn(FailOn.WARNING));

    assertThat(Reports.of(both, WARNING).judgedBy(policy).passed()).isTrue();
    ReviewVerdict verdict =
        Reports.of(both, finding(Severity.WARNING, TEST, PROD)).judgedBy(policy);
    assertThat(verdict.reasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason.targets()).containsExactly(PROD));
  }

  @Test
  void limitsOfEnvironmentsStopTargetsWhoseEnvironmentIsNotKnown() {
    ReviewPolicy policy = ReviewPolicy.standard().forEnvironment("prod", ReviewLimits.STANDARD);
    List<TargetReview> unknown = List.of(target(TEST, null), target(PROD, "prod"));

    assertThat(Reports.of(unknown).judgedBy(policy).reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.kind()).isEqualTo(Kind.UNKNOWN_ENVIRONMENT);
              assertThat(reason.message()).contains(TEST).contains("withEnvironment");
            });
    assertThat(
            Reports.of(unknown).judgedBy(policy.forTargets(TEST, ReviewLimits.STANDARD)).passed())
        .isTrue();
  }

  @Test
  void theLastPatternThatNamesATargetHoldsBeforeItsEnvironment() {
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .forEnvironment("test", ReviewLimits.STANDARD.failOn(FailOn.WARNING))
            .forEnvironment("prod", ReviewLimits.STANDARD)
            .forTargets("instances/*/databases/app", ReviewLimits.STANDARD.failOn(FailOn.WARNING))
            .forTargets("instances/test-*/databases/*", ReviewLimits.STANDARD.failOn(FailOn.NEVER));

    assertThat(Reports.of(both, finding(Severity.ERROR, TEST)).judgedBy(policy).passed()).isTrue();
    assertThat(Reports.of(both, finding(Severity.WARNING, PROD)).judgedBy(policy).passed())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "instances/test-pg/databases/app, true",
    "instances/*/databases/app, true",
    "instances/test-*/databases/a*p, true",
    "*, false",
    "instances/*, false",
    "instances/test.pg/databases/app, false",
    "instances/test-pg/databases/ap, false",
  })
  void aStarInAPatternOfTargetsStandsForAnythingButASlash(String pattern, boolean names) {
    assertThat(NamePattern.matches(pattern, TEST)).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({"LOW, LOW, true", "MODERATE, LOW, false", "UNKNOWN, HIGH, false", "NONE, LOW, true"})
  void riskIsJudgedTargetByTarget(RiskLevel risk, RiskLevel most, boolean passes) {
    ReviewVerdict verdict =
        Reports.of(List.of(target(TEST, null, 0, risk), target(PROD, null, 0, RiskLevel.LOW)))
            .judgedBy(ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.maxRisk(most)));

    assertThat(verdict.passed()).isEqualTo(passes);
    if (!passes) {
      assertThat(verdict.reasons())
          .singleElement()
          .satisfies(
              reason -> {
                assertThat(reason.kind()).isEqualTo(Kind.RISK);
                assertThat(reason.targets()).containsExactly(TEST);
              });
    }
  }

  @Test
  void affectedRowsAreJudgedTargetByTarget() {
    ReviewPolicy policy =
        ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.maxAffectedRows(100));

    assertThat(
            Reports.of(
                    List.of(
                        target(TEST, null, 100, RiskLevel.LOW),
                        target(PROD, null, 100, RiskLevel.LOW)))
                .judgedBy(policy)
                .passed())
        .isTrue();
    assertThat(
            Reports.of(List.of(target(PROD, null, 101, RiskLevel.LOW))).judgedBy(policy).reasons())
        .extracting(Reason::message)
        .containsExactly(PROD + ": about 101 rows would change, more than 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewLimits.STANDARD.maxAffectedRows(-1))
        .withMessageContaining("-1");
  }

  @ParameterizedTest
  @CsvSource({"COLUMN_NO_NULL", "402", "bytebase-402"})
  void anAllowedRuleLetsItsFindingsPassUntilItsLastDay(String rule) {
    ReviewReport report = Reports.of(both, finding(Severity.ERROR, TEST));

    ReviewVerdict allowed =
        report.judgedBy(ReviewPolicy.standard().allowRule(rule, "OPS-7", TODAY));
    assertThat(allowed.passed()).isTrue();
    assertThat(allowed.waivers())
        .singleElement()
        .satisfies(
            waiver -> {
              assertThat(waiver.reason()).isEqualTo("OPS-7");
              assertThat(waiver.until()).contains(TODAY);
            });

    ReviewVerdict ended =
        report.judgedBy(ReviewPolicy.standard().allowRule(rule, "OPS-7", TODAY.minusDays(1)));
    assertThat(ended.passed()).isFalse();
    assertThat(ended.waivers()).isEmpty();
    assertThat(ended.notes())
        .containsExactly("the allowance of " + rule + " (OPS-7) ended on 2026-11-23");
  }

  @Test
  void anAllowanceNeedsARuleAndAReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewPolicy.standard().allowRule("402", " ", TODAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewPolicy.standard().allowRule("", "why", TODAY));
  }

  @Test
  void aCommentInTheFileLetsAFindingPassUnlessCommentsAreIgnored() {
    ReviewReport report =
        Reports.of(
            both,
            finding(
                Severity.ERROR,
                RuleType.PARSER_BASED,
                new Suppression(1, Set.of("402"), "filled by a trigger"),
                TEST));

    ReviewVerdict verdict = report.judgedBy(ReviewPolicy.standard());
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.waivers())
        .extracting(ReviewVerdict.Waiver::reason)
        .containsExactly("filled by a trigger");
    assertThat(report.judgedBy(ReviewPolicy.standard().ignoringSuppressions()).passed()).isFalse();
  }

  @Test
  void aFindingThatWouldNotStopTheChangeNeedsNoWaiver() {
    ReviewReport report =
        Reports.of(
            both,
            finding(
                Severity.WARNING,
                RuleType.PARSER_BASED,
                new Suppression(1, Set.of("402"), "filled by a trigger"),
                TEST));

    assertThat(report.judgedBy(ReviewPolicy.standard()).waivers()).isEmpty();
  }

  @Test
  void aFileThatCanNotBeUsedIsNeverLetPass() {
    ReviewReport report =
        Reports.of(List.of(target(TEST, null)), finding(Severity.ERROR, RuleType.PREFLIGHT, null));

    assertThat(
            report
                .judgedBy(failOn(FailOn.NEVER).allowRule("EMPTY", "we like it empty", TODAY))
                .passed())
        .isFalse();
  }

  @Test
  void theExceptionListsWhatStandsInTheWayAndHoldsTheVerdict() {
    ReviewReport report =
        Reports.of(
            List.of(target(TEST, null), incomplete(PROD)),
            finding(Severity.ERROR, TEST),
            finding(Severity.WARNING, TEST));

    assertThatExceptionOfType(ReviewBlockedException.class)
        .isThrownBy(report::requirePassed)
        .withMessage(
            """
            the review does not pass:
              1 error
                m/1_a.sql:2: a column may be NULL [COLUMN_NO_NULL]
              %s: incomplete: the server stopped"""
                .formatted(PROD))
        .satisfies(
            e -> {
              assertThat(e.report()).isSameAs(report);
              assertThat(e.verdict().reasons()).hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource({"ERROR, false", "WARNING, false", "NEVER, true"})
  void anEditOfAnAppliedFileStopsAChangeAlthoughTheServerOnlyWarns(FailOn failOn, boolean passes) {
    ReviewReport report = Reports.of(List.of(target(TEST, null)), Reports.edit(TEST));

    assertThat(report.judgedBy(failOn(failOn)).passed()).isEqualTo(passes);
  }

  @Test
  void editsMayBeAllowedForALimitOrForATime() {
    ReviewReport report = Reports.of(List.of(target(TEST, null)), Reports.edit(TEST));

    assertThat(report.judgedBy(ReviewPolicy.standard()).reasons())
        .extracting(ReviewVerdict.Reason::message)
        .singleElement()
        .asString()
        .startsWith("1 warning; files were edited after they were applied");
    assertThat(
            report
                .judgedBy(ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.allowEdits()))
                .passed())
        .isTrue();
    assertThat(
            report
                .judgedBy(
                    ReviewPolicy.standard()
                        .allowRule("Applied file has been modified", "a comment only", TODAY))
                .waivers())
        .hasSize(1);
  }
}
