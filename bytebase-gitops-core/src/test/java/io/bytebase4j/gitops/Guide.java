package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.gitops.docs.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A page of docs whose code is cut from a test, between {@code // begin x} and {@code // end x}.
 */
public final class Guide {
  private Guide() {}

  /** Requires that the page shows the code as it stands in the sources, and no other. */
  public static void assertShowsWhatRuns(String page, Class<?>... sources) throws IOException {
    assertShowsWhatRuns(page, "", sources);
  }

  /**
   * Requires that the page shows the code as it stands in the sources, and no other that begins
   * with a line. Another module's test sees to the rest.
   */
  public static void assertShowsWhatRuns(String page, String firstLine, Class<?>... sources)
      throws IOException {
    Set<String> regions = new LinkedHashSet<>();
    for (Class<?> source : sources) {
      Path file = Path.of("src/test/java", source.getName().replace('.', '/') + ".java");
      assertThat(regions.addAll(Snippets.regions(Files.readString(file)))).isTrue();
    }
    assertThat(Page.of("docs/" + page).blocks("java"))
        .filteredOn(block -> block.remark().isEmpty())
        .extracting(Page.Block::text)
        .filteredOn(text -> text.startsWith(firstLine))
        .containsExactlyInAnyOrderElementsOf(regions);
  }
}
