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
    String rollout =
        taken(journal, StepKind.ROLLOUT, JournalFacts.ROLLOUT)
            .orElseGet(() -> rollout(plan, request.approval(), journal));
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
    return taken(journal, StepKind.PLAN, JournalFacts.PLAN)
        .map(PlanRef::of)
        .orElseGet(
            () ->
                journal.take(
                    StepKind.PLAN,
                    Map.of(JournalFacts.RELEASE, request.release()),
                    () -> planner.plan(request),
                    plan -> Map.of(JournalFacts.PLAN, plan.name())));
  }

  private String rollout(PlanRef plan, ApprovalPolicy approval, GitOpsJournal journal) {
    Map<String, String> facts = Map.of(JournalFacts.PLAN, plan.name());
    if (!(approval instanceof ApprovalPolicy.None)) {
      ApprovalQuestion question = ApprovalQuestion.beforeRollout(plan.name(), plan.release());
      Approval given =
          journal.take(
              StepKind.APPROVAL,
              facts,
              () -> approvals.require(approval, question),
              found -> Map.of(JournalFacts.ISSUE, found.issue(), JournalFacts.PERSON, found.by()));
      facts = Map.of(JournalFacts.PLAN, plan.name(), JournalFacts.ISSUE, given.issue());
    }
    return journal.take(
        StepKind.ROLLOUT,
        facts,
        () -> planner.rollout(plan),
        name -> Map.of(JournalFacts.ROLLOUT, name));
  }
}
