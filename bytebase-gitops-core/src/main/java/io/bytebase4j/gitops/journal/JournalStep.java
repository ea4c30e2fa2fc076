package io.bytebase4j.gitops.journal;

import java.util.Map;

/**
 * A step that is written down as begun. Its end is told by {@link #done} or {@link #failed}, once;
 * of a step whose end is never told it is not known what came of it. Thread-safe.
 */
public final class JournalStep {
  private final GitOpsJournal journal;
  private final int number;

  JournalStep(GitOpsJournal journal, int number) {
    this.journal = journal;
    this.number = number;
  }

  /**
   * Writes down that the step was taken.
   *
   * @throws JournalException if that can't be written; the step is taken all the same
   * @throws IllegalStateException if its end was told before
   */
  public void done() {
    done(Map.of());
  }

  /**
   * Writes down that the step was taken.
   *
   * @param facts what came of it, beside what it was begun with; rules as in {@link
   *     GitOpsJournal#begin}
   * @throws JournalException if that can't be written; the step is taken all the same
   * @throws IllegalArgumentException if a fact is against the rules
   * @throws IllegalStateException if its end was told before
   */
  public void done(Map<String, String> facts) {
    journal.end(number, StepState.DONE, facts, "");
  }

  /**
   * Writes down that the step ended with an error.
   *
   * @param message what went wrong; what looks like a secret is hidden, and a long one is cut to
   *     4,000 characters
   * @throws JournalException if that can't be written
   * @throws IllegalStateException if its end was told before
   */
  public void failed(String message) {
    journal.end(number, StepState.FAILED, Map.of(), message);
  }
}
