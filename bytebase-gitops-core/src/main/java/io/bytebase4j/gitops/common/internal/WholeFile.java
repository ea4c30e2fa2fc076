package io.bytebase4j.gitops.common.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that another process reads: what it sees is always whole. */
public final class WholeFile {
  private static final String PART = ".part";

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
    replace(file, content, false);
  }

  /** As {@link #replace(Path, Content)}, and it is still there after a loss of power. */
  public static void replaceDurably(Path file, Content content) throws IOException {
    replace(file, content, true);
  }

  private static void replace(Path file, Content content, boolean durably) throws IOException {
    Path part = file.resolveSibling(prefix(file) + UUID.randomUUID() + PART);
    try {
      content.writeTo(part);
      if (durably) {
        force(part, StandardOpenOption.WRITE);
      }
      try {
        // Some file systems replace what is there only if told so.
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
    if (durably) {
      forceFolder(file);
    }
  }

  private static String prefix(Path file) {
    return "." + file.getFileName() + ".";
  }

  private static void force(Path file, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(file, option)) {
      channel.force(true);
    }
  }

  private static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        force(folder, StandardOpenOption.READ);
      }
    } catch (IOException e) {
      // Windows opens no folder, and does not need to; the file is in its place all the same.
      return;
    }
  }

  /**
   * Removes what processes left that died while they replaced a file. Nobody may be replacing it
   * now.
   */
  public static void removeParts(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    String prefix = prefix(file);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(
            folder,
            part -> {
              String name = String.valueOf(part.getFileName());
              return name.startsWith(prefix) && name.endsWith(PART);
            })) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }
}
