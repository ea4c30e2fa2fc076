package io.bytebase4j.gitops.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The code that pages may show: what stands in a source between {@code // begin x} and {@code //
 * end x}, and scripts of samples as a whole, or without the remarks at their head.
 */
public final class Snippets {
  private static final Pattern REGION =
      Pattern.compile("(?s) *(?://|--|#) begin ([A-Za-z -]+)\n(.*?) *(?://|--|#) end \\1\n");
  private static final List<String> SCRIPTS = List.of(".jsh", ".yml", ".yaml", ".sh", ".sql");

  private Snippets() {}

  /** All of the repository. */
  static Set<String> all() {
    Set<String> snippets = new LinkedHashSet<>();
    Page.files(path -> path.toString().endsWith(".java") || isScript(path))
        .forEach(
            path -> {
              String text = read(path);
              snippets.addAll(regions(text));
              if (isScript(path)) {
                snippets.add(text);
                snippets.add(withoutHead(text));
              }
            });
    return snippets;
  }

  private static boolean isScript(Path path) {
    return SCRIPTS.stream().anyMatch(path.toString()::endsWith);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The regions of a source, each as a page shows it. */
  public static Set<String> regions(String source) {
    Matcher regions = REGION.matcher(source);
    Set<String> found = new LinkedHashSet<>();
    while (regions.find()) {
      found.add(regions.group(2).stripTrailing().stripIndent() + "\n");
    }
    return found;
  }

  private static String withoutHead(String script) {
    return script
        .lines()
        .dropWhile(line -> line.isBlank() || line.startsWith("//") || line.startsWith("#"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
