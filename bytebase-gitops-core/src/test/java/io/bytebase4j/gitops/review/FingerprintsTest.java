package io.bytebase4j.gitops.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static ReviewFinding finding(int line, String content, String... targets) {
    return new ReviewFinding(
        Severity.WARNING,
        402,
        "COLUMN_NO_NULL",
        content,
        RuleType.PARSER_BASED,
        "m/1_a.sql",
        new Position(line, 0),
        Position.NONE,
        List.of(targets),
        "",
        null);
  }

  private static List<String> of(ReviewFinding... findings) {
    Fingerprints fingerprints = new Fingerprints();
    return List.of(findings).stream().map(f -> fingerprints.addTo(f).fingerprint()).toList();
  }

  @Test
  void stayTheSameWhenLinesOrTargetsOrSpaceChange() {
    assertThat(of(finding(7, "may  be\n NULL", "a", "b")))
        .isEqualTo(of(finding(2, "may be NULL", "a")))
        .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
  }

  @Test
  void differForTheSameFindingTwiceAndStayInOrder() {
    List<String> twice = of(finding(2, "may be NULL"), finding(5, "may be NULL"));

    assertThat(twice).doesNotHaveDuplicates();
    assertThat(twice.subList(0, 1)).isEqualTo(of(finding(3, "may be NULL")));
  }

  @Test
  void differForOtherTexts() {
    assertThat(of(finding(2, "a"), finding(2, "b"))).doesNotHaveDuplicates();
  }
}
