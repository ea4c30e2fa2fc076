package io.bytebase4j.gitops.report.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.SampleReviews;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  @Test
  void showsAllThatAReportCanHold() {
    Golden.assertMatches("console.txt", ConsoleReport.plain().render(SampleReviews.rich()));
  }

  @Test
  void isShortWhereNothingWasFound() {
    Golden.assertMatches("console-clean.txt", ConsoleReport.plain().render(SampleReviews.clean()));
  }

  @Test
  void saysWhatItLeavesOut() {
    Golden.assertMatches(
        "console-limited.txt",
        ConsoleReport.plain().withLimit(3).render(SampleReviews.large(5_000)));
  }

  @Test
  void writesAllFindingsUnlessTold() {
    String text = ConsoleReport.plain().render(SampleReviews.large(5_000));

    assertThat(text.lines().filter(line -> line.startsWith("migration/"))).hasSize(5_000);
    assertThat(text).doesNotContain("left out");
  }

  @Test
  void coloursOnlyWordsOfItsOwn() {
    String plain = ConsoleReport.plain().render(SampleReviews.rich());
    String coloured = ConsoleReport.plain().withColours().render(SampleReviews.rich());

    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured)
        .contains("\u001b[1;31mERROR\u001b[0m", "\u001b[1;31mSTOPPED\u001b[0m")
        .contains("\u001b[1;33mTHIS REVIEW IS INCOMPLETE");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(ConsoleReport.plain().withColours().render(SampleReviews.clean()))
        .contains("\u001b[1;32mPASSED\u001b[0m");
  }

  @Test
  void namesPathsFromTheRootOfTheRepository() {
    assertThat(ConsoleReport.plain().render(SampleReviews.rich().withPathPrefix("db/")))
        .startsWith("db/migration/202505141700_add_index_ddl.sql:3:1: ERROR ");
  }

  @Test
  void refusesANegativeLimit() {
    assertThatThrownBy(() -> ConsoleReport.plain().withLimit(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
