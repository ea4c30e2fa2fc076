package io.bytebase4j.samples.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that users copy. */
final class SampleFiles {
  /** The platforms' folders, Bitbucket first. */
  static final List<String> PLATFORMS = List.of("bitbucket", "github", "gitlab", "azure");

  private static final Path MODULE = Path.of("").toAbsolutePath();

  private SampleFiles() {}

  /** A platform's folder: that with a secret, or that without one. */
  static Path folder(String platform, boolean keyless) {
    Path folder = MODULE.resolve(platform);
    return keyless ? folder.resolve("keyless") : folder;
  }

  /** All pipelines of a platform. */
  static List<Path> of(String platform) {
    try (Stream<Path> all = Files.walk(MODULE.resolve(platform))) {
      return all.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pipelines. */
  static Stream<Path> all() {
    return PLATFORMS.stream().flatMap(platform -> of(platform).stream());
  }
}
