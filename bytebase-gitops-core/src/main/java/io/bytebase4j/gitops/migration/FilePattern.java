package io.bytebase4j.gitops.migration;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths: that of {@link FileSystem#getPathMatcher} with one difference, <code>**&#47;
 * </code> matches no folder too.
 */
final class FilePattern {
  private static final String ANY_FOLDERS = "**/";
  private static final int MOST_FOLDER_WILDCARDS = 6;

  private final List<PathMatcher> alternatives;

  private FilePattern(List<PathMatcher> alternatives) {
    this.alternatives = alternatives;
  }

  static FilePattern parse(String pattern) {
    String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    if (relative.isBlank() || relative.startsWith("/")) {
      throw new IllegalArgumentException(
          "pattern \"" + pattern + "\" is not relative to the root, such as migration/*.sql");
    }
    List<String> texts = new ArrayList<>();
    expand("", relative, 0, texts);
    FileSystem files = FileSystems.getDefault();
    try {
      return new FilePattern(
          texts.stream().map(text -> files.getPathMatcher("glob:" + text)).toList());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "pattern \"" + pattern + "\": " + e.getDescription() + " near character " + e.getIndex(),
          e);
    }
  }

  // The platform's ** wants at least one folder before a slash, so each one is tried without, too.
  private static void expand(String done, String rest, int count, List<String> texts) {
    int at = rest.indexOf(ANY_FOLDERS);
    if (at < 0) {
      texts.add(done + rest);
      return;
    }
    if (count == MOST_FOLDER_WILDCARDS) {
      throw new IllegalArgumentException(
          "a pattern may hold " + ANY_FOLDERS + " at most " + MOST_FOLDER_WILDCARDS + " times");
    }
    String before = done + rest.substring(0, at);
    String after = rest.substring(at + ANY_FOLDERS.length());
    expand(before + ANY_FOLDERS, after, count + 1, texts);
    expand(before, after, count + 1, texts);
  }

  boolean matches(Path relative) {
    return alternatives.stream().anyMatch(matcher -> matcher.matches(relative));
  }
}
