package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.junit.jupiter.api.Test;

/** What readers would refuse is left out, what fails last, and that is said. */
class JUnitLimitsTest {
  private final JUnitReport report = new JUnitReport();

  private static List<ReportTestCase> cases(String xml) {
    return JUnitXml.read(xml).stream().flatMap(suite -> suite.getTestCases().stream()).toList();
  }

  private static ReportedReview review(int files, int findingsOfEach, String content) {
    List<String> paths = IntStream.range(0, files).mapToObj("m/%05d_a.sql"::formatted).toList();
    List<ReviewFinding> findings =
        paths.stream()
            .flatMap(
                path -> IntStream.range(0, findingsOfEach).mapToObj(i -> finding(path, i, content)))
            .toList();
    TargetReview target =
        new TargetReview(
            SampleReviews.TEST,
            null,
            null,
            Outcome.COMPLETE,
            paths.stream()
                .map(path -> new ReviewedFile(path, SampleReviews.TEST, 0, RiskLevel.LOW))
                .toList(),
            List.of(),
            List.of(),
            "");
    return ReportedReview.of(
        new ReviewReport("projects/hr", Instant.EPOCH, paths, List.of(target), findings, List.of())
            .judgedBy(ReviewPolicy.standard()));
  }

  private static ReviewFinding finding(String path, int i, String content) {
    return new ReviewFinding(
        Severity.ERROR,
        i,
        "T",
        content,
        RuleType.PARSER_BASED,
        path,
        new Position(i + 1, 0),
        Position.NONE,
        List.of(SampleReviews.TEST),
        path + i,
        null);
  }

  @Test
  void noMoreTestCasesThanReadersTakeThoseThatFailFirst() {
    String xml = report.render(SampleReviews.large(20_000, 0));
    List<ReportTestCase> cases = cases(xml);

    assertThat(cases).hasSize(15_000);
    // each of the 2,000 errors, and the verdict
    assertThat(cases).filteredOn(ReportTestCase::hasFailure).hasSize(2001);
    assertThat(JUnitXml.outputs(xml).get(0))
        .isEqualTo(
            "5,001 test cases left out, 0 of which fail: a file has room for 15,000 in"
                + " 29,000,000 bytes");
  }

  @Test
  void upToTheLimitNothingIsLeftOut() {
    String xml = report.render(review(14_999, 0, ""));

    assertThat(cases(xml)).hasSize(15_000);
    assertThat(JUnitXml.outputs(xml)).isEmpty();
  }

  @Test
  void noMoreBytesThanGitLabTakesHoweverTheyAreEscaped() {
    // 5 bytes each, as "&amp;"
    String xml = report.render(review(400, 1, "&".repeat(19_000)));

    assertThat(xml.getBytes(StandardCharsets.UTF_8).length).isBetween(28_000_000, 29_000_000);
    assertThat(cases(xml)).hasSizeBetween(290, 310);
    assertThat(JUnitXml.outputs(xml).get(0))
        .containsPattern("^(\\d+) test cases left out, \\1 of which fail: ");
  }

  @Test
  void aTextHoldsTheFirstFindingsAndSaysHowManyMoreThereAre() {
    String xml = report.render(review(1, 50, "x".repeat(1000)));
    String text = cases(xml).get(1).getFailureDetail();

    assertThat(text).hasSizeBetween(18_000, 20_100).endsWith("\n… and 31 more findings");
    assertThat(text.lines().filter(line -> line.contains(": error: "))).hasSize(19);
  }

  @Test
  void aVeryLongFindingIsCut() {
    String text = cases(report.render(review(1, 1, "x".repeat(100_000)))).get(1).getFailureDetail();

    assertThat(text).hasSize(20_000).endsWith("x…");
  }

  @Test
  void aMessageIsShort() {
    String message =
        cases(report.render(review(1, 1, "x".repeat(1000)))).get(1).getFailureMessage();

    assertThat(message).hasSize(200).startsWith("1 error: T: xxx").endsWith("x…");
  }
}
