package io.bytebase4j.gitops.faults;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.migration.MigrationSet;
import java.nio.file.Path;
import java.util.List;

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

  PreparedRollout run() {
    PreparedRollout prepared = prepare();
    prepared.rollout().runStage("test");
    prepared.rollout().runStage("prod");
    return prepared;
  }

  /** All before the first stage. */
  PreparedRollout prepare() {
    return gitOps.prepare(
        RolloutRequest.of(project, MigrationSet.ofFolder(folder), targets).withJournal(journal));
  }
}
