package io.bytebase4j.gitops.ci;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Paths as a repository has them. */
final class CheckoutPaths {
  private CheckoutPaths() {}

  /** What stands before the paths of a folder's files; empty, or ends in a slash. */
  static String prefix(Path root, Path folder) {
    return below(root.toAbsolutePath().normalize(), folder.toAbsolutePath().normalize())
        // Either may have been reached through a symbolic link.
        .or(() -> real(root).flatMap(base -> real(folder).flatMap(path -> below(base, path))))
        .orElseThrow(() -> new OutsideCheckoutException(folder, root));
  }

  private static Optional<String> below(Path root, Path folder) {
    if (!folder.startsWith(root)) {
      return Optional.empty();
    }
    Path relative = root.relativize(folder);
    if (relative.toString().isEmpty()) {
      return Optional.of("");
    }
    return Optional.of(
        StreamSupport.stream(relative.spliterator(), false)
            .map(name -> name + "/")
            .collect(Collectors.joining()));
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
