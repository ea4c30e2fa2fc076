package io.bytebase4j.gitops.report.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that another process reads: what it sees is always whole. */
public final class WholeFile {

  /** Writes what a file is to hold. */
  public interface Content {
    /** Makes the file, which is not there yet, and writes it. */
    void writeTo(Path part) throws IOException;
  }

  private WholeFile() {}

  /**
   * Puts a file in the place of what is there; a link there is replaced, not followed. The folder
   * must be there. A temporary file of the JDK's could be read by this user alone, and the reader
   * may be another one.
   */
  public static void replace(Path file, Content content) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      content.writeTo(part);
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
