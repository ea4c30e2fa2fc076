package io.bytebase4j.benchmarks.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured is what is said to be. */
class ReviewRunTest {

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 250"})
  void allFilesAreScannedAndReviewed(boolean warnings, int findings) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (MigrationTree tree = MigrationTree.of(250);
        CheckServer server = new CheckServer(warnings)) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));
      ReviewRun.main(new String[] {server.url(), tree.root().toString()});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.US_ASCII))
        .matches("250 " + findings + " \\d+ \\d+ \\d+\\R");
  }
}
