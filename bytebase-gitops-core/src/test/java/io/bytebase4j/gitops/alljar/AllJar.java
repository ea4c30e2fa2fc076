package io.bytebase4j.gitops.alljar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The all-in-one jar, as the build has just packaged it. */
final class AllJar {
  static final Path PATH = Path.of(System.getProperty("all.jar"));

  private AllJar() {}

  static List<String> entries() throws IOException {
    try (ZipFile jar = new ZipFile(PATH.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  static List<String> classNames() throws IOException {
    return entries().stream()
        .filter(name -> name.endsWith(".class"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .toList();
  }
}
