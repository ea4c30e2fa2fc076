package io.bytebase4j.gitops.journal;

import io.bytebase4j.gitops.common.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * A journal can't be used. A step whose beginning could not be written down is not taken. Without
 * its journal a run can still be gone on with: release, plan and rollout are found by what they
 * hold.
 */
public class JournalException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** Which journal. */
  private final String journal;

  JournalException(String journal, String what, @Nullable Throwable cause) {
    super(journal + " " + what);
    this.journal = journal;
    if (cause != null) {
      initCause(cause);
    }
  }

  /**
   * Which journal.
   *
   * @return for example {@code journal /builds/hr/journal.json}
   */
  public String journal() {
    return journal;
  }
}
