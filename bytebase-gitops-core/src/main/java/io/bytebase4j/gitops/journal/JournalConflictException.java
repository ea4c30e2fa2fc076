package io.bytebase4j.gitops.journal;

/**
 * Somebody else writes the same journal: another process that runs the same pipeline, most often.
 * Nothing of theirs was overwritten, and the step that was to be written down was not taken, if it
 * was to begin.
 */
public final class JournalConflictException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalConflictException(String journal, String what) {
    super(
        journal,
        what
            + ": let one run at a time use it, give each its own, or run again when the other one"
            + " is through",
        null);
  }
}
