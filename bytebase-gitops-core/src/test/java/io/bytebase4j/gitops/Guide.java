package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of docs whose code is cut from a test, between {@code // begin x} and {@code // end x}.
 */
public final class Guide {
  private static final Pattern REGION =
      Pattern.compile("(?s) *// begin ([a-z-]+)\n(.*?) *// end \\1\n");

  private Guide() {}

  /** Requires that the page shows the code as it stands in the test, and no other. */
  public static void assertShowsWhatRuns(String page, Class<?> test) throws IOException {
    assertShowsWhatRuns(page, "", test);
  }

  /**
   * Requires that the page shows the code as it stands in the test, and no other that begins with a
   * line. Another module's test sees to the rest.
   */
  public static void assertShowsWhatRuns(String page, String firstLine, Class<?> test)
      throws IOException {
    String guide = Files.readString(Path.of("../docs", page));
    Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
    Matcher regions = REGION.matcher(Files.readString(source));
    int count = 0;
    while (regions.find()) {
      count++;
      assertThat(guide)
          .contains("```java\n" + regions.group(2).stripTrailing().stripIndent() + "\n```");
    }
    assertThat(count).isPositive();
    assertThat(guide.split("```java\n" + Pattern.quote(firstLine), -1)).hasSize(count + 1);
  }
}
