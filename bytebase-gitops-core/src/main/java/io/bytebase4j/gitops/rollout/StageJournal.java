package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalException;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.JournalStep;
import io.bytebase4j.gitops.journal.StepKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one run of a stage down. Used by one thread at a time. */
final class StageJournal {
  private final GitOpsJournal journal;
  private final StepKind kind;
  private @Nullable JournalStep step;
  private boolean begun;

  StageJournal(GitOpsJournal journal, StepKind kind) {
    this.journal = journal;
    this.kind = kind;
  }

  /** Before the first tasks are started, or an end of others is waited for; once. */
  void begin(String rollout, StageState stage) {
    if (begun) {
      return;
    }
    begun = true;
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(JournalFacts.ROLLOUT, rollout);
    facts.put(JournalFacts.STAGE, stage.id());
    long left = stage.tasks().stream().filter(task -> !task.status().isSettled()).count();
    facts.put(JournalFacts.TASKS, Long.toString(left));
    step = journal.begin(kind, facts);
  }

  void done() {
    JournalStep open = step;
    step = null;
    if (open != null) {
      open.done();
    }
  }

  void failed(RuntimeException why) {
    JournalStep open = step;
    step = null;
    if (open != null) {
      try {
        open.failed(String.valueOf(why.getMessage()));
      } catch (JournalException e) {
        // What went wrong with the stage matters more.
        why.addSuppressed(e);
      }
    }
  }
}
