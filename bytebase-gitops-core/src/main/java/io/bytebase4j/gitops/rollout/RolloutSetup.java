package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.rollout.approval.ManualGate;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A rollout, and how it is to be run. Immutable but for what its listeners and persons have told.
 *
 * @param context what it has in common with other rollouts of its server
 * @param name its name
 * @param policies how its stages are run
 * @param journal where it is written down what is done
 * @param events who hears of it
 * @param persons what persons have approved in this process
 */
record RolloutSetup(
    RolloutContext context,
    String name,
    StagePolicies policies,
    GitOpsJournal journal,
    RolloutEvents events,
    ManualGate persons) {

  static RolloutSetup standard(RolloutContext context, String name) {
    return new RolloutSetup(
        context,
        name,
        StagePolicies.STANDARD,
        GitOpsJournal.none(),
        new RolloutEvents(),
        new ManualGate());
  }

  RolloutSetup with(UnaryOperator<StagePolicies> change) {
    return new RolloutSetup(context, name, change.apply(policies), journal, events, persons);
  }

  RolloutSetup with(GitOpsJournal other) {
    return new RolloutSetup(context, name, policies, other, events, persons);
  }

  RolloutCalls server() {
    return context.server();
  }

  Clock clock() {
    return context.clock();
  }

  RolloutStatus status() {
    return RolloutStatus.of(server().get(name));
  }

  /** A run of one stage. */
  StageRun stageRun(String stage, StageRun.Scope scope) {
    StageApproval approval =
        policies
            .of(stage)
            .approval(new PersonGate(persons, name, journal))
            .map(policy -> new StageApproval(context.approvals(), policy, clock(), events))
            .orElse(null);
    StepKind kind = scope == StageRun.Scope.ALL ? StepKind.STAGE : StepKind.RETRY;
    return new StageRun(this, stage, scope, new StageJournal(journal, kind), approval);
  }

  /** A run of some stages, one after the other. */
  StagesRun stagesRun(Function<RolloutStatus, List<StageState>> choice) {
    return new StagesRun(
        name,
        status -> {
          policies.requireKnown(status);
          return choice.apply(status);
        },
        stage -> stageRun(stage, StageRun.Scope.ALL));
  }
}
