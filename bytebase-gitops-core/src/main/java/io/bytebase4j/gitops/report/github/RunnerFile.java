package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.common.internal.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that GitHub's runner makes for a step to write to. It is taken only as the runner makes
 * it: a plain file that is there, so that no link leads the text to somewhere else. Thread-safe.
 */
final class RunnerFile {
  private final Path path;
  private final String variable;

  /**
   * Names a file.
   *
   * @param variable the variable that holds its path, for messages
   */
  RunnerFile(Path path, String variable) {
    this.path = path;
    this.variable = variable;
  }

  /** Something is done with the file, which is open for reading and writing. */
  interface Use<T> {
    T with(FileChannel channel) throws IOException;
  }

  /** Opens the file and closes it again; one use after the other. */
  synchronized <T> T open(Use<T> use) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException(
          attributes.isDirectory()
              ? "it is a directory"
              : attributes.isSymbolicLink() ? "it is a symbolic link" : "it is no plain file");
    }
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return use.with(channel);
    }
  }

  /** Reads a part of the file. */
  static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      continue;
    }
    byte[] read = new byte[bytes.position()];
    bytes.flip().get(read);
    return read;
  }

  /** Puts this in the place of all from a position on; what is before is not touched. */
  static void replaceFrom(FileChannel channel, long position, byte[] with) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(with);
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
    channel.truncate(position + with.length);
  }

  /** Why it can't be written, and what to do. */
  String why(IOException fault) {
    return "the file %s, which %s names, can't be written: %s"
        .formatted(
            Texts.cutToCodePoints(Texts.visible(path.toString()), 300), variable, what(fault));
  }

  private String what(IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "it is not there; the runner makes one for each step, so take the variable's value in"
          + " the step that writes";
    }
    if (fault instanceof AccessDeniedException) {
      return "access is denied; a container needs the runner's user, or root";
    }
    return Texts.cutToCodePoints(Texts.flowing(String.valueOf(fault.getMessage())), 200);
  }
}
