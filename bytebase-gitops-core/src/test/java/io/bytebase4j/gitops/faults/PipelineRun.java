package io.bytebase4j.gitops.faults;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole path as a pipeline takes it: release, plan, rollout, stage after stage. As a program it
 * is the process that gets killed.
 *
 * @param gitOps the way in
 * @param project the project
 * @param targets the databases
 * @param folder the migration files
 * @param journal where the steps are written down
 */
record PipelineRun(
    GitOps gitOps, String project, List<String> targets, Path folder, GitOpsJournal journal) {
  static final String KEY_VARIABLE = "PIPELINE_RUN_KEY";

  /**
   * What one run went along.
   *
   * @param release the release's name; empty if the journal led to the rollout at once
   * @param plan the plan's name; empty if the journal led to the rollout at once
   * @param rollout the rollout
   */
  record Made(String release, String plan, RolloutHandle rollout) {}

  public static void main(String[] args) {
    Credentials credentials = Credentials.serviceAccount(args[1], System.getenv(KEY_VARIABLE));
    try (BytebaseClient client =
        BytebaseClient.builder().url(args[0]).credentials(credentials).build()) {
      GitOpsJournal journal =
          args.length == 5 ? GitOpsJournal.none() : GitOpsJournal.ofFile(Path.of(args[5]));
      new PipelineRun(
              GitOps.using(client).build(),
              args[2],
              List.of(args[3].split(",", -1)),
              Path.of(args[4]),
              journal)
          .run();
    }
  }

  Made run() {
    Made made = start();
    made.rollout().runStage("test");
    made.rollout().runStage("prod");
    return made;
  }

  /** All before the first stage. */
  Made start() {
    return journal
        .lastDone(StepKind.ROLLOUT)
        .flatMap(done -> done.fact(JournalFacts.ROLLOUT))
        .map(name -> new Made("", "", gitOps.attach(name).withJournal(journal)))
        .orElseGet(this::make);
  }

  private Made make() {
    MigrationSet files = MigrationSet.ofFolder(folder);
    ReleaseRef release =
        journal.take(
            StepKind.RELEASE,
            Map.of(),
            () -> gitOps.release(ReleaseRequest.of(project, files)),
            made -> Map.of(JournalFacts.RELEASE, made.name()));
    PlanRef plan =
        journal.take(
            StepKind.PLAN,
            Map.of(JournalFacts.RELEASE, release.name()),
            () -> gitOps.plan(PlanRequest.of(release, targets)),
            made -> Map.of(JournalFacts.PLAN, made.name()));
    RolloutHandle rollout =
        journal.take(
            StepKind.ROLLOUT,
            Map.of(JournalFacts.PLAN, plan.name()),
            () -> gitOps.rollout(plan),
            made -> Map.of(JournalFacts.ROLLOUT, made.name()));
    return new Made(release.name(), plan.name(), rollout.withJournal(journal));
  }
}
