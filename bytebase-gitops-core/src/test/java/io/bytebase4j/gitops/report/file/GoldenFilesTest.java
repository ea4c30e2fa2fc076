package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.SampleReviews;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of one and the same rich review, for people to read in the repository. */
class GoldenFilesTest {

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("report.json", new JsonReport()),
        arguments("action-output.json", new ActionOutput()),
        arguments("report.sarif", new SarifReport()),
        arguments("junit.xml", new JUnitReport()),
        arguments("gl-code-quality-report.json", new CodeQualityReport()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void showTheRichReview(String name, ReviewRenderer renderer) {
    Golden.assertMatches(name, renderer.render(SampleReviews.rich().withPathPrefix("db/")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheSameEachTimeAndEndInALineBreak(String name, ReviewRenderer renderer) {
    assertThat(renderer.render(SampleReviews.rich()))
        .isEqualTo(renderer.render(SampleReviews.rich()))
        .endsWith("\n")
        .doesNotContain("\r");
  }
}
