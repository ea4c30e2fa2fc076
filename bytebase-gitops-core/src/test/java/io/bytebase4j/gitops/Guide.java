package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.gitops.docs.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A page of docs whose code is cut from a test, between {@code // begin x} and {@code // end x}.
 */
public final class Guide {
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
    Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
    Set<String> regions = Snippets.regions(Files.readString(source));
    assertThat(regions).isNotEmpty();
    assertThat(Page.of("docs/" + page).blocks("java"))
        .extracting(Page.Block::text)
        .filteredOn(text -> text.startsWith(firstLine))
        .containsExactlyInAnyOrderElementsOf(regions);
  }
}
