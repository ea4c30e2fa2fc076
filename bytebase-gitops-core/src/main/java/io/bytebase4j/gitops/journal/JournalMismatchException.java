package io.bytebase4j.gitops.journal;

/** A journal is about something else than what is to be done. Nothing was sent. */
public final class JournalMismatchException extends JournalException {
  private static final long serialVersionUID = 1L;

  private final transient JournalSubject found;
  private final transient JournalSubject expected;

  JournalMismatchException(String journal, JournalSubject found, JournalSubject expected) {
    super(
        journal,
        "belongs to "
            + found
            + ", but this is "
            + expected
            + ": give it a journal of its own, or move that one away if its run is over",
        null);
    this.found = found;
    this.expected = expected;
  }

  /**
   * What the journal is about.
   *
   * @return its subject
   */
  public JournalSubject found() {
    return found;
  }

  /**
   * What is to be done.
   *
   * @return the subject that was asked for
   */
  public JournalSubject expected() {
    return expected;
  }
}
