package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.journal.StepState;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalGate;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.ManualGate;

/**
 * The approvals that people gave to a handle: in this process, or in an earlier one, by the
 * journal. Thread-safe.
 */
final class PersonGate implements ApprovalGate {
  private final ManualGate here;
  private final String rollout;
  private final GitOpsJournal journal;

  PersonGate(ManualGate here, String rollout, GitOpsJournal journal) {
    this.here = here;
    this.rollout = rollout;
    this.journal = journal;
  }

  @Override
  public ApprovalDecision decide(ApprovalQuestion question) {
    return journal.entries().stream()
        .filter(entry -> isApprovalOf(entry, question.stage()))
        .reduce((earlier, later) -> later)
        .map(PersonGate::approved)
        .orElseGet(() -> here.decide(question));
  }

  private boolean isApprovalOf(JournalEntry entry, String stage) {
    return entry.kind().equals(StepKind.APPROVE)
        && entry.state() == StepState.DONE
        && entry.fact(JournalFacts.ROLLOUT).filter(rollout::equals).isPresent()
        && entry.fact(JournalFacts.STAGE).filter(stage::equals).isPresent();
  }

  private static ApprovalDecision approved(JournalEntry entry) {
    return ApprovalDecision.approved(
        entry.fact(JournalFacts.PERSON).orElse("somebody"),
        entry.fact(JournalFacts.REASON).orElse(""));
  }
}
