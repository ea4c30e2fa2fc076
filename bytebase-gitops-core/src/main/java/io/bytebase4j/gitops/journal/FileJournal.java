package io.bytebase4j.gitops.journal;

import io.bytebase4j.gitops.common.internal.WholeFile;
import io.bytebase4j.gitops.journal.JournalUnreadableException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file. A writer holds a lock on a file beside it, which the operating system takes
 * away from a process that dies. Nobody waits for it: who finds it held has met another writer.
 */
final class FileJournal implements JournalPlace {
  /** Far above what is ever written; whatever is longer is something else. */
  private static final long LONGEST = 64L << 20;

  private final Path file;

  FileJournal(Path file) {
    this.file = file.toAbsolutePath().normalize();
    if (this.file.getFileName() == null) {
      throw new IllegalArgumentException("the journal's path " + file + " names no file");
    }
  }

  @Override
  public String shown() {
    return "journal " + file;
  }

  @Override
  public @Nullable String load() throws IOException {
    if (Files.notExists(file)) {
      return null;
    }
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder: name a file");
    }
    if (Files.size(file) > LONGEST) {
      throw new JournalUnreadableException(
          shown(), Reason.FOREIGN, "is too long to be one: name another file", null);
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw JournalDocument.torn(shown(), e);
    }
  }

  @Override
  public void replace(Check check, String text) throws IOException {
    try {
      replaceLocked(check, text);
    } catch (UnsupportedOperationException e) {
      // So say file systems that can't be written to, or know no locks.
      throw new IOException("its file system can't do that", e);
    }
  }

  private void replaceLocked(Check check, String text) throws IOException {
    Files.createDirectories(folder());
    Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(channel);
      check.allows(load());
      WholeFile.removeParts(file);
      WholeFile.replaceDurably(
          file,
          part ->
              Files.write(
                  part, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW));
    }
  }

  private Path folder() throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("it lies in no folder");
    }
    return folder;
  }

  /** Locks, until the channel is closed. */
  private void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process, which is no other case.
      throw locked();
    }
    throw locked();
  }

  private JournalConflictException locked() {
    return new JournalConflictException(shown(), "is being written by somebody else right now");
  }
}
