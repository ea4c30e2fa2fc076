package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes files for a step of the pipeline that picks them up. */
final class TextFile {
  private TextFile() {}

  /** Writes what a file is to hold. */
  interface Text {
    void writeTo(Appendable out) throws IOException;
  }

  /** Replaces a file as a whole, by UTF-8; its folders are made where they are not there. */
  static void replace(Path file, Text text) throws IOException {
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException("it is a folder: name a file");
    }
    Files.createDirectories(folder);
    WholeFile.replace(
        file,
        part -> {
          try (Writer out = Files.newBufferedWriter(part, StandardOpenOption.CREATE_NEW)) {
            text.writeTo(out);
          }
        });
  }
}
