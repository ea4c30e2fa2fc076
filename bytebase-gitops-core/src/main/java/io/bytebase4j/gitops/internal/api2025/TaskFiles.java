package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.v202508.api.RolloutService;
import io.bytebase4j.client.v202508.model.Rollout;
import io.bytebase4j.client.v202508.model.Task;
import io.bytebase4j.client.v202508.model.TaskDatabaseDataUpdate;
import io.bytebase4j.client.v202508.model.TaskDatabaseSchemaUpdate;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanCalls.SpecData;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleasedFileData;
import java.util.Optional;

/**
 * Which file a task runs. A log of 2025 does not tell: the task knows the version, the plan the
 * release, and that the file. Thread-safe.
 *
 * @param rollouts asked for the task
 * @param plans asked for the release
 * @param releases asked for the file
 */
record TaskFiles(RolloutService rollouts, PlanCalls plans, ReleaseCalls releases) {

  /**
   * Finds it.
   *
   * @param task the task's name
   * @return the file; empty where the server does not tell, as from 3.11 on
   */
  Optional<ReleasedFileData> of(String task) {
    Rollout rollout = rollouts.getRollout(task.substring(0, task.indexOf("/stages/"))).execute();
    String version =
        rollout.getStages().stream()
            .flatMap(stage -> stage.getTasks().stream())
            .filter(candidate -> task.equals(candidate.getName()))
            .map(TaskFiles::versionOf)
            .findFirst()
            .orElse("");
    return version.isEmpty()
        ? Optional.empty()
        : release(text(rollout.getPlan())).stream()
            .flatMap(release -> release.files().stream())
            .filter(file -> file.version().equals(version))
            .findFirst();
  }

  private Optional<ReleaseData> release(String plan) {
    try {
      return plans.find(plan).stream()
          .flatMap(found -> found.specs().stream())
          .map(SpecData::release)
          .filter(name -> !name.isEmpty())
          .findFirst()
          .flatMap(releases::find);
    } catch (PermissionDeniedException e) {
      // The log is of use without the file's name, too.
      return Optional.empty();
    }
  }

  private static String versionOf(Task task) {
    TaskDatabaseSchemaUpdate schema = task.getDatabaseSchemaUpdate();
    TaskDatabaseDataUpdate data = task.getDatabaseDataUpdate();
    return text(
        schema != null ? schema.getSchemaVersion() : data == null ? null : data.getSchemaVersion());
  }
}
