package io.bytebase4j.gitops;

import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.JournalSubject;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.release.ReleasePublisher;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.Planner;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.Rollouts;
import io.bytebase4j.gitops.rollout.approval.Approval;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way from files to a rollout. Each step is written down before it is taken and after; one that
 * an earlier run wrote down as taken is not taken again. What that run could not write down any
 * more is found at the server. Thread-safe.
 *
 * @param publisher finds or creates releases
 * @param planner finds or creates plans and rollouts
 * @param approvals waits for approvals
 * @param rollouts attaches to rollouts
 */
record RolloutPreparation(
    ReleasePublisher publisher, Planner planner, Approvals approvals, Rollouts rollouts) {

  PreparedRollout prepare(RolloutRequest request) {
    GitOpsJournal journal = request.journal();
    journal.belongTo(
        new JournalSubject(
            request.release().project(), request.release().key(), request.targets()));
    PlanRequest planned = release(request, journal);
    PlanRef plan = plan(planned, journal);
    requireApproval(request, plan, journal);
    String rollout =
        taken(journal, StepKind.ROLLOUT, JournalFacts.ROLLOUT)
            .orElseGet(() -> rollout(plan, journal));
    RolloutHandle handle = rollouts.attach(rollout).withJournal(journal);
    return new PreparedRollout(planned.release(), plan, handle);
  }

  private static Optional<String> taken(GitOpsJournal journal, StepKind kind, String fact) {
    return journal.lastDone(kind).flatMap(entry -> entry.fact(fact));
  }

  private PlanRequest release(RolloutRequest request, GitOpsJournal journal) {
    List<String> targets = request.targets();
    Optional<String> earlier = taken(journal, StepKind.RELEASE, JournalFacts.RELEASE);
    PlanRequest planned =
        earlier.isPresent()
            ? PlanRequest.of(earlier.get(), targets)
            : PlanRequest.of(publish(request, journal), targets);
    return request.title().isEmpty() ? planned : planned.withTitle(request.title());
  }

  private ReleaseRef publish(RolloutRequest request, GitOpsJournal journal) {
    return journal.take(
        StepKind.RELEASE,
        Map.of(
            JournalFacts.KEY,
            request.release().key(),
            JournalFacts.TEMPLATE,
            request.release().idTemplate().text()),
        () -> publisher.publish(request.release()),
        release -> Map.of(JournalFacts.RELEASE, release.name()));
  }

  private PlanRef plan(PlanRequest request, GitOpsJournal journal) {
    // Before there is a rollout, somebody may have put the plan away: then it is looked for.
    boolean rolledOut = journal.lastDone(StepKind.ROLLOUT).isPresent();
    return taken(journal, StepKind.PLAN, JournalFacts.PLAN)
        .filter(name -> rolledOut)
        .map(name -> new PlanRef(name, request.release(), true, List.of(), false))
        .orElseGet(
            () ->
                journal.take(
                    StepKind.PLAN,
                    Map.of(JournalFacts.RELEASE, request.release()),
                    () -> planner.plan(request),
                    plan -> Map.of(JournalFacts.PLAN, plan.name())));
  }

  /**
   * Asked for again until there is a rollout, since an approval may be taken back; and where there
   * is one that nobody approved, as by a request that did not want it.
   */
  private void requireApproval(RolloutRequest request, PlanRef plan, GitOpsJournal journal) {
    boolean settled =
        journal.lastDone(StepKind.APPROVAL).isPresent()
            && journal.lastDone(StepKind.ROLLOUT).isPresent();
    if (request.approval() instanceof ApprovalPolicy.None || settled) {
      return;
    }
    Approval unused =
        journal.take(
            StepKind.APPROVAL,
            Map.of(JournalFacts.PLAN, plan.name()),
            () ->
                approvals.require(
                    request.approval(),
                    ApprovalQuestion.beforeRollout(plan.name(), plan.release())),
            given -> Map.of(JournalFacts.ISSUE, given.issue(), JournalFacts.PERSON, given.by()));
  }

  private String rollout(PlanRef plan, GitOpsJournal journal) {
    return journal.take(
        StepKind.ROLLOUT,
        Map.of(JournalFacts.PLAN, plan.name()),
        () -> planner.rollout(plan),
        name -> Map.of(JournalFacts.ROLLOUT, name));
  }
}
