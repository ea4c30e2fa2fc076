package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Files that outlive their job. */
final class Artifacts {
  private Artifacts() {}

  /** All files below a folder, as paths within it with slashes, sorted. */
  static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a folder that a pattern matches; one that ends in a slash means all there. */
  static List<String> matching(Path folder, String pattern) {
    return list(folder).stream().filter(file -> matches(pattern, file)).toList();
  }

  /** Whether a pattern matches a path. */
  static boolean matches(String pattern, String path) {
    String glob = pattern.endsWith("/") ? pattern + "**" : pattern;
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return matcher.matches(Path.of(path));
  }

  /** Copies files from one folder to another, and keeps their paths. */
  static void copy(Path from, List<String> files, Path to) {
    try {
      for (String file : files) {
        Path target = to.resolve(file);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
