package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns answer what doublestar answers: see src/test/resources/doublestar. */
class GlobTest {

  @Test
  void matchWhatTheReferenceToolMatches() throws IOException {
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    List<String> deviations = lines("deviations.tsv");
    for (String line : lines("match.tsv")) {
      String[] parts = line.split("\t", -1);
      cases++;
      String found = outcome(parts[2], parts[3]);
      boolean deviates = deviations.contains(parts[2] + "\t" + parts[3]);
      if (found.equals(parts[0]) == deviates) {
        wrong.add(line + "\tbut found " + found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThan(6000);
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = GlobTest.class.getResourceAsStream("/doublestar/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String outcome(String pattern, String path) {
    try {
      return Glob.parse(GlobPaths.clean(pattern)).matches(path) ? "+" : "-";
    } catch (IllegalArgumentException e) {
      return "E";
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a\\, nothing follows the \\, 2",
        "db/[a, no ] goes with the [, 4",
        "db/[], the class in brackets is empty, 4",
        "\"db/{a,b\", no } goes with the {, 4",
        "db/a}, no { goes with the }, 5",
      })
  void anErrorNamesThePatternTheReasonAndThePlace(String pattern, String reason, int place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.parse(pattern))
        .withMessageStartingWith("pattern \"" + pattern + "\": " + reason)
        .withMessageEndingWith("at character " + place);
  }

  @Test
  void patternsThatStandForTooManyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.parse("{a,b}".repeat(40)))
        .withMessageContaining("more than 1000");
  }

  @Test
  void longPatternsOfStarsTakeNoExponentialTime() {
    String path = ("a".repeat(200) + "/").repeat(50) + "a";

    assertThat(Glob.parse("**/*a".repeat(50) + "/b").matches(path)).isFalse();
    assertThat(Glob.parse("*a".repeat(100) + "b").matches("a".repeat(5000))).isFalse();
  }
}
