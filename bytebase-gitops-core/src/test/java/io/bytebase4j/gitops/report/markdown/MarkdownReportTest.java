package io.bytebase4j.gitops.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.TargetReview;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkdownReportTest {
  private static final Map<MarkdownFlavour, Integer> LIMITS =
      Map.of(
          MarkdownFlavour.GITHUB, 65_000,
          MarkdownFlavour.GITLAB, 1_000_000,
          MarkdownFlavour.BITBUCKET, 32_000,
          MarkdownFlavour.AZURE_DEVOPS, 150_000);

  @ParameterizedTest
  @EnumSource
  void keepsBelowWhatThePlatformTakesAndCountsWhatItLeavesOut(MarkdownFlavour flavour) {
    RenderedText rendered = MarkdownReport.of(flavour).rendered(SampleReviews.large(10_000));

    int limit = LIMITS.getOrDefault(flavour, 0);
    assertThat(rendered.text().length()).isBetween(limit - 2_000, limit);
    assertSaysWhatIsLeftOut(rendered, 10_000);
  }

  private static void assertSaysWhatIsLeftOut(RenderedText rendered, int findings) {
    int inHeadAndTargets = 3;
    int shown = new MarkdownView(rendered.text()).all(TableRow.class).size() - inHeadAndTargets;
    assertThat(rendered.leftOut()).isEqualTo(findings - shown);
    assertThat(rendered.text())
        .contains("**%,d more findings are left out here**".formatted(rendered.leftOut()))
        .endsWith("UTC\n");
  }

  @Test
  void keepsBelowALimitInBytes() {
    RenderedText rendered =
        MarkdownReport.of(MarkdownFlavour.GITHUB)
            .withByteLimit(1 << 20)
            .rendered(SampleReviews.large(10_000));

    assertThat(rendered.text().getBytes(StandardCharsets.UTF_8).length)
        .isBetween((1 << 20) - 2_000, 1 << 20);
    assertSaysWhatIsLeftOut(rendered, 10_000);
  }

  @Test
  void leavesNothingOutWhereThereIsRoom() {
    RenderedText rendered =
        MarkdownReport.of(MarkdownFlavour.GITLAB).rendered(SampleReviews.large(1_000));

    assertThat(rendered.leftOut()).isZero();
    assertThat(rendered.text()).doesNotContain("left out").contains("migration/000999_a.sql");
  }

  @Test
  void errorsOutliveTheLimit() {
    assertThat(
            MarkdownReport.of(MarkdownFlavour.BITBUCKET).rendered(SampleReviews.large(40)).text())
        .contains("migration/000030_a.sql", "migration/000039_a.sql");
    assertThat(
            MarkdownReport.of(MarkdownFlavour.BITBUCKET)
                .rendered(SampleReviews.large(10_000))
                .text())
        .contains("migration/000030_a.sql")
        .doesNotContain("migration/000039_a.sql");
  }

  @Test
  void pointsToTheRunForWhatIsLeftOut() {
    ReportedReview review =
        SampleReviews.large(1_000).withRunUrl(URI.create("https://ci.example/run?a=(1)&copy=2"));

    MarkdownView view = new MarkdownView(MarkdownReport.of(MarkdownFlavour.GITHUB).render(review));

    assertThat(view.all(Link.class))
        .extracting(Link::getDestination)
        .containsExactly(
            "https://ci.example/run?a=%281%29&copy=2", "https://ci.example/run?a=%281%29&copy=2");
  }

  @Test
  void manyTargetsLeaveRoomForFindings() {
    List<TargetReview> targets =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    new TargetReview(
                        "instances/pg/databases/app" + i,
                        null,
                        null,
                        TargetReview.Outcome.FAILED,
                        List.of(),
                        List.of(),
                        List.of("1_a.sql"),
                        "the time was over"))
            .toList();
    ReviewReport report =
        new ReviewReport(
            "projects/hr",
            Instant.EPOCH,
            List.of("1_a.sql"),
            targets,
            SampleReviews.large(10).report().findings(),
            List.of());

    RenderedText rendered =
        MarkdownReport.of(MarkdownFlavour.BITBUCKET)
            .rendered(ReportedReview.of(report.judgedBy(ReviewPolicy.standard())));

    assertThat(rendered.leftOut()).isZero();
    assertThat(rendered.text().length()).isLessThanOrEqualTo(32_000);
    assertThat(rendered.text())
        .containsPattern("\n> - … and 1,\\d+ more targets\n")
        .containsPattern("\n… and 1,\\d+ more targets\\.\n")
        .contains("- 2,000 targets: incomplete", "migration/000009_a.sql");
  }

  @Test
  void refusesALimitInWhichNothingFits() {
    MarkdownReport report = MarkdownReport.of(MarkdownFlavour.GITHUB);

    assertThatThrownBy(() -> report.withLimit(15_999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15999");
    assertThatThrownBy(() -> report.withByteLimit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void theMarkerIsTheFirstLineAndTellsKeysApart(MarkdownFlavour flavour) {
    MarkdownReport report = MarkdownReport.of(flavour);
    ReportedReview review = SampleReviews.clean();

    assertThat(report.withMarker().render(review))
        .isEqualTo(report.marker(review) + "\n\n" + report.render(review));
    assertThat(report.marker(review.withKey("hr-2"))).isNotEqualTo(report.marker(review));
    assertThat(report.render(review)).startsWith("## ");
  }

  @Test
  void namesPathsFromTheRootOfTheRepository() {
    assertThat(
            MarkdownReport.of(MarkdownFlavour.GITHUB)
                .render(SampleReviews.rich().withPathPrefix("db/")))
        .contains("`db/migration/202505141700_add_index_ddl.sql:3`");
  }
}
