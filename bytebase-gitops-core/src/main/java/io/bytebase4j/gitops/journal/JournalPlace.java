package io.bytebase4j.gitops.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where one journal lies. Used by one thread at a time. */
interface JournalPlace {
  /** Looks at what is there before it is replaced. */
  interface Check {
    /** Throws if it may not be replaced; gets null where nothing is there. */
    void allows(@Nullable String current);
  }

  /** The journal in messages, for example {@code journal /builds/hr/journal.json}. */
  String shown();

  /** What is there; null if nothing is. */
  @Nullable String load() throws IOException;

  /** Puts a text in the place of what is there, if the check allows it. */
  void replace(Check check, String text) throws IOException;
}
