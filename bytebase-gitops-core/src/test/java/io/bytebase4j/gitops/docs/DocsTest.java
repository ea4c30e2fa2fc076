package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of this repository show no code that does not run, and no link that leads nowhere. */
class DocsTest {
  /** Says which test reads a piece of code from the page itself. */
  private static final Pattern READ_BY = Pattern.compile("read by ([A-Z][A-Za-z0-9]*)");

  private static final Set<String> CODE = Snippets.all();

  static List<Page> pages() {
    return Page.all();
  }

  /** The pages for those who use the SDK; others are for those who build it. */
  static List<Page> guides() {
    return pages().stream()
        .filter(page -> page.path().matches("README\\.md|(docs|samples)/.*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("guides")
  void showsOnlyCodeThatRuns(Page page) {
    assertThat(page.blocks())
        .allSatisfy(
            block ->
                assertThat(CODE.contains(block.text()) || isRead(block, page))
                    .as(
                        "%s shows what is no region (// begin x … // end x) of a source, no script"
                            + " of samples, and stands under no <!-- read by SomeTest -->:%n%s",
                        page, block.text())
                    .isTrue());
  }

  /** A test that reads the page has its name in it. */
  private static boolean isRead(Page.Block block, Page page) {
    Matcher reader = READ_BY.matcher(block.remark());
    if (!reader.matches()) {
      return false;
    }
    String name = page.file().getFileName().toString();
    return Page.files(path -> path.endsWith(reader.group(1) + ".java"))
        .anyMatch(path -> contains(path, name));
  }

  private static boolean contains(Path source, String text) {
    try {
      return Files.readString(source).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Page page) {
    assertThat(page.links())
        .filteredOn(link -> !link.matches("[a-z]+:.*"))
        .allSatisfy(
            link -> {
              String[] parts = link.split("#", 2);
              Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
              assertThat(target.normalize()).as("%s links to %s", page, link).exists();
              if (parts.length == 2) {
                assertThat(Page.at(target.normalize()).anchors())
                    .as("%s links to %s", page, link)
                    .contains(parts[1]);
              }
            });
  }

  @Test
  void theIndexNamesEachGuide() {
    Page index = Page.of("docs/README.md");
    assertThat(pages().stream().map(Page::path).filter(path -> path.matches("docs/[a-z-]+\\.md")))
        .isNotEmpty()
        .allSatisfy(guide -> assertThat(index.links()).contains(guide.substring(5)));
  }
}
