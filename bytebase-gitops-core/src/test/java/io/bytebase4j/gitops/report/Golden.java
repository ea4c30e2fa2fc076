package io.bytebase4j.gitops.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a sink writes with the file that shows it in the repository. What was written lies
 * in {@code target/golden} afterwards; {@code -Dgolden.update=true} puts it in the file's place.
 */
public final class Golden {
  private static final Path EXPECTED = Path.of("src", "test", "resources", "golden");
  private static final Path ACTUAL = Path.of("target", "golden");

  private Golden() {}

  /**
   * Compares a text.
   *
   * @param name the file's name in {@code src/test/resources/golden}, such as {@code console.txt}
   * @param text what was written; lines end in {@code \n}
   */
  public static void assertMatches(String name, String text) {
    Path expected = EXPECTED.resolve(name);
    Path actual = write(ACTUAL.resolve(name), text);
    if (Boolean.getBoolean("golden.update")) {
      write(expected, text);
    }
    assertThat(actual)
        .as("%s; if it is meant to change, run again with -Dgolden.update=true", name)
        .hasSameTextualContentAs(expected, StandardCharsets.UTF_8)
        .hasSameBinaryContentAs(expected);
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
