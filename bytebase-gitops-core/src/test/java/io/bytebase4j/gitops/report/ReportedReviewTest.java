package io.bytebase4j.gitops.report;

import static io.bytebase4j.gitops.report.FindingState.BLOCKING;
import static io.bytebase4j.gitops.report.FindingState.NOTED;
import static io.bytebase4j.gitops.report.FindingState.WAIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedReviewTest {

  @Test
  void saysHowEachFindingStands() {
    ReportedReview review = SampleReviews.rich();

    assertThat(review.report().findings())
        .extracting(review::stateOf)
        .containsExactly(BLOCKING, BLOCKING, WAIVED, NOTED, BLOCKING, BLOCKING, NOTED);
  }

  @Test
  void saysWhyAFindingIsLetPass() {
    ReportedReview review = SampleReviews.rich();
    List<ReviewFinding> findings = review.report().findings();

    assertThat(review.waiverOf(findings.get(0))).isEmpty();
    assertThat(review.waiverOf(findings.get(2)).flatMap(Waiver::until))
        .contains(LocalDate.parse("2026-12-31"));
    // its comment is not needed: warnings stop nothing on its target
    assertThat(review.waiverOf(findings.get(3))).isEmpty();
    assertThat(review.waiverOf(findings.get(6))).isEmpty();
  }

  @Test
  void aCommentInTheFileIsAReason() {
    ReportedReview review = SampleReviews.hostile("filled by a trigger");
    ReviewFinding warning = review.report().findings().get(1);

    assertThat(review.stateOf(warning)).isEqualTo(WAIVED);
    assertThat(review.waiverOf(warning)).contains(new Waiver(warning, "filled by a trigger", null));
  }

  @Test
  void aFindingThatStopsTheChangeIsNeverTakenForOneLetPass() {
    ReviewVerdict verdict = SampleReviews.rich().verdict();
    ReviewFinding blocking = verdict.reasons().get(0).findings().get(0);
    ReportedReview review =
        ReportedReview.of(
            new ReviewVerdict(
                verdict.report(),
                verdict.reasons(),
                List.of(new Waiver(blocking, "by hand", null)),
                List.of()));

    assertThat(review.stateOf(blocking)).isEqualTo(BLOCKING);
    assertThat(review.waiverOf(blocking)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', m/1_a.sql, m/1_a.sql",
    "'', ./m/1_a.sql, m/1_a.sql",
    "'', ././m//1_a.sql, m/1_a.sql",
    "db/, m/1_a.sql, db/m/1_a.sql",
    "db/, ./m/1_a.sql, db/m/1_a.sql",
    "./db/, m/1_a.sql, db/m/1_a.sql",
    "db/x/, ../m/1_a.sql, db/m/1_a.sql",
    "db/, ../../m/1_a.sql, ../m/1_a.sql",
    "'', ../../m/1_a.sql, ../../m/1_a.sql",
    "'', m/x/../1_a.sql, m/1_a.sql",
    "db/, /abs/1_a.sql, /abs/1_a.sql",
    "db/, C:/abs/1_a.sql, C:/abs/1_a.sql",
    "db/, c:1_a.sql, db/c:1_a.sql",
    "db/, m/a\\b.sql, db/m/a\\b.sql",
    "db/, m/*.sql, db/m/*.sql",
    "db/, '', ''",
  })
  void pathsBeginAtTheRootOfTheRepository(String prefix, String file, String path) {
    assertThat(SampleReviews.clean().withPathPrefix(prefix).path(file)).isEqualTo(path);
  }

  @Test
  void aFindingLiesWhereItsFileDoes() {
    ReportedReview review = SampleReviews.rich().withPathPrefix("db/");

    assertThat(review.path(review.report().findings().get(6))).isEqualTo("db/migration/README.md");
  }

  @Test
  void takesItsKeyFromTheProject() {
    assertThat(SampleReviews.clean().key()).isEqualTo("hr");
    assertThat(SampleReviews.clean().title()).isEqualTo("SQL review of hr");
    assertThat(SampleReviews.clean().withKey("hr-eu_1.x").key()).isEqualTo("hr-eu_1.x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a/b", "é", "a\n", "12345678901234567890123456789012345678901"})
  void refusesOtherKeys(String key) {
    assertThatThrownBy(() -> SampleReviews.clean().withKey(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db", "/db/", "/"})
  void refusesPrefixesThatAreNotRelativeFolders(String prefix) {
    assertThatThrownBy(() -> SampleReviews.clean().withPathPrefix(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prefix");
  }

  @Test
  void refusesAddressesThatAreNoPages() {
    assertThatThrownBy(() -> SampleReviews.clean().withRunUrl(URI.create("javascript:alert(1)")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> SampleReviews.clean().withRunUrl(URI.create("https://secret@ci.example/1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThat(SampleReviews.clean().withRunUrl(URI.create("HTTPS://ci.example/1")).runPage())
        .isPresent();
    assertThat(SampleReviews.clean().runPage()).isEmpty();
  }
}
