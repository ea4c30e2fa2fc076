package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.SampleReviews;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkdownGoldenTest {

  @ParameterizedTest
  @EnumSource
  void showsAllThatAReportCanHold(MarkdownFlavour flavour) {
    Golden.assertMatches(
        "markdown-%s.md".formatted(flavour.name().toLowerCase(Locale.ROOT).replace('_', '-')),
        MarkdownReport.of(flavour).withMarker().render(SampleReviews.rich()));
  }

  @Test
  void isShortWhereNothingWasFound() {
    Golden.assertMatches(
        "markdown-clean.md",
        MarkdownReport.of(MarkdownFlavour.GITHUB).render(SampleReviews.clean()));
  }

  @Test
  void saysWhatItLeavesOut() {
    Golden.assertMatches(
        "markdown-limited.md",
        MarkdownReport.of(MarkdownFlavour.BITBUCKET)
            .withLimit(16_000)
            .render(SampleReviews.large(5_000)));
  }
}
