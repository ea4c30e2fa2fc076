package io.bytebase4j.gitops.journal;

import java.io.IOException;
import java.util.Optional;

/**
 * Where journals are kept, when not in files: a database, a bucket, a CI system's cache. One text
 * is kept under each key. Implementations must be thread-safe where one is shared by journals of
 * several threads.
 *
 * <p>A journal loads before it saves, to see whether somebody else wrote. Between the two another
 * process may write without either noticing before its next step; a file has no such gap.
 */
public interface JournalStore {
  /**
   * Loads a text.
   *
   * @param key its key
   * @return the text as it was saved last; empty if none was
   * @throws IOException if it can't be told
   */
  Optional<String> load(String key) throws IOException;

  /**
   * Saves a text in the place of the one there was, so that a crash leaves the one or the other.
   *
   * @param key its key
   * @param text the text, at most a few MiB
   * @throws IOException if it can't be saved
   */
  void save(String key, String text) throws IOException;
}
