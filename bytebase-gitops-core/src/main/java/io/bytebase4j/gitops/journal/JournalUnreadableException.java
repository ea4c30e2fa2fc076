package io.bytebase4j.gitops.journal;

import org.jspecify.annotations.Nullable;

/**
 * What lies in a journal's place can't be read as one. It is left as it is: a journal is never
 * begun anew over something else.
 */
public final class JournalUnreadableException extends JournalException {
  private static final long serialVersionUID = 1L;

  /** Why it can't be read. */
  public enum Reason {
    /** It is no JSON, or only a part: torn by a full disk or by another program. */
    TORN,
    /** It is JSON, or very long, but no journal. */
    FOREIGN,
    /** It is a journal in a format of a newer version of this library. */
    NEWER
  }

  /** Why it can't be read. */
  private final Reason reason;

  JournalUnreadableException(
      String journal, Reason reason, String what, @Nullable Throwable cause) {
    super(journal, what, cause);
    this.reason = reason;
  }

  /**
   * Why it can't be read.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
