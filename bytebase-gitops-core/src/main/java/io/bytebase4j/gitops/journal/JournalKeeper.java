package io.bytebase4j.gitops.journal;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its place and writes it back. Used by one thread at a time. */
final class JournalKeeper {
  private final JournalPlace place;
  private final String me = UUID.randomUUID().toString();

  /** As it was last read or written here; null if it was not there. */
  private @Nullable String known;

  JournalKeeper(JournalPlace place) {
    this.place = place;
  }

  String shown() {
    return place.shown();
  }

  JournalDocument read() {
    try {
      known = place.load();
    } catch (IOException e) {
      throw new JournalException(shown(), "can't be read: " + why(e), e);
    }
    return known == null ? JournalDocument.empty() : JournalDocument.parse(shown(), known);
  }

  /** How long it was when it was last read or written here. */
  int length() {
    return known == null ? 0 : known.length();
  }

  /** Writes it, unless somebody else wrote it meanwhile. */
  void write(JournalDocument document) {
    document.written(me);
    String text = document.text();
    try {
      place.replace(this::requireOurs, text);
    } catch (IOException e) {
      throw new JournalException(shown(), "can't be written: " + why(e), e);
    }
    known = text;
  }

  private void requireOurs(@Nullable String current) {
    if (Objects.equals(current, known)) {
      return;
    }
    if (current == null) {
      throw new JournalConflictException(shown(), "was taken away by somebody else");
    }
    JournalDocument there = JournalDocument.parse(shown(), current);
    // Writing may have failed after all was done.
    if (!there.writer().equals(me)) {
      throw new JournalConflictException(
          shown(), "was written by somebody else (revision " + there.revision() + ")");
    }
  }

  private static String why(IOException fault) {
    return fault.getClass().getSimpleName() + ": " + JournalTexts.fit("" + fault.getMessage());
  }
}
