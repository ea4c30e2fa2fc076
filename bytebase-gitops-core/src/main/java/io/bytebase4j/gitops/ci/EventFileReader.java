package io.bytebase4j.gitops.ci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens the file of the event, whose path GitHub gives in {@code GITHUB_EVENT_PATH}. Give your own
 * where the variables are those of another machine, so that no file of this one is read for them.
 */
@FunctionalInterface
public interface EventFileReader {
  /**
   * Opens the file. It is read up to 10 MiB, then closed.
   *
   * @param file the path that the variable gives
   * @return its bytes
   * @throws IOException if it can't be read; then a note says so
   */
  InputStream open(Path file) throws IOException;

  /**
   * Reads regular files of this machine.
   *
   * @return the reader that is taken where none is given
   */
  static EventFileReader ofThisMachine() {
    return file -> {
      // A pipe or device could keep us waiting.
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      return Files.newInputStream(file);
    };
  }

  /**
   * Reads no file.
   *
   * @return a reader for which there is no file
   */
  static EventFileReader none() {
    return file -> {
      throw new NoSuchFileException(file.toString());
    };
  }
}
