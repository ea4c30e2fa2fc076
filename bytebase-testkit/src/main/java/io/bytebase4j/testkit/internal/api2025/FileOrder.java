package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.api.Versions;
import java.util.Comparator;
import java.util.List;

/** Sorts files by version. */
final class FileOrder {

  private FileOrder() {}

  static List<SentFile> sorted(List<SentFile> files) {
    for (SentFile file : files) {
      Versions.complaint(file.version())
          .ifPresent(
              words -> {
                throw new RefusedException(words);
              });
    }
    return files.stream().sorted(Comparator.comparing(f -> Versions.of(f.version()))).toList();
  }
}
