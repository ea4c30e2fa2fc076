package io.bytebase4j.gitops.report.console;

import static io.bytebase4j.gitops.report.SampleRollouts.rollout;
import static io.bytebase4j.gitops.report.SampleRollouts.stage;
import static io.bytebase4j.gitops.report.SampleRollouts.stageOf;
import static io.bytebase4j.gitops.report.SampleRollouts.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a rollout stands, as a table. */
class RolloutTableTest {
  private static final RolloutStatus ROLLOUT =
      rollout(
          stage("test", TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.RUNNING),
          stage("prod", TaskStatus.NOT_STARTED));

  @Test
  void stagesWithTheirCountsAndTasksBelow() {
    assertThat(RolloutTable.plain().lines(ROLLOUT))
        .containsExactly(
            "test: 1 running, 1 done, 1 failed",
            "  done     instances/test-pg/databases/a",
            "  failed   instances/test-pg/databases/b",
            "  running  instances/test-pg/databases/c",
            "prod: 1 not started",
            "  not started  instances/prod-pg/databases/a");
  }

  @Test
  void whatTheServerSaysIsShownAsText() {
    RolloutStatus rollout =
        rollout(
            stageOf(
                "test",
                task("test", 0, TaskStatus.SKIPPED, "SKIPPED", "by\u001b[2Jhand\nnow"),
                task("test", 1, TaskStatus.UNKNOWN, "ON_HOLD", "")));

    assertThat(RolloutTable.plain().lines(rollout))
        .containsExactly(
            "test: 1 skipped, 1 unknown",
            "  skipped  instances/test-pg/databases/a (by\\u001B[2Jhand now)",
            "  on_hold  instances/test-pg/databases/b");
  }

  @Test
  void aStageWithoutTasksSaysSo() {
    assertThat(RolloutTable.plain().lines(rollout(stage("test"))))
        .containsExactly("test: no tasks");
  }

  @Test
  void whereThereIsNoRoomTheImportantStaysAndTheRestIsCounted() {
    TaskStatus[] many = Collections.nCopies(100, TaskStatus.DONE).toArray(new TaskStatus[0]);
    many[70] = TaskStatus.RUNNING;
    many[25] = TaskStatus.CANCELED;
    List<String> lines =
        RolloutTable.plain()
            .withLimit(8)
            .lines(rollout(stage("test", many), ROLLOUT.stages().get(1)));

    assertThat(lines).hasSizeLessThanOrEqualTo(8);
    assertThat(lines.get(1)).startsWith("  canceled");
    assertThat(lines.get(2)).startsWith("  running");
    assertThat(lines).contains("test: 1 running, 98 done, 1 canceled", "  and 96 more");
    assertThat(lines).contains("prod: 1 not started", "  and 1 more");
    assertThat(RolloutTable.plain().withLimit(6).lines(ROLLOUT))
        .isEqualTo(RolloutTable.plain().lines(ROLLOUT));
    assertThatIllegalArgumentException().isThrownBy(() -> RolloutTable.plain().withLimit(0));
  }

  @Test
  void coloursAreForThoseWhoAskForThem() {
    List<String> lines = RolloutTable.plain().withColours().lines(ROLLOUT);

    assertThat(lines.get(0)).startsWith("\u001b[1;31m").endsWith("\u001b[0m");
    assertThat(lines.get(1)).startsWith("\u001b[1;32m");
    assertThat(lines.get(3)).startsWith("\u001b[1;33m");
    assertThat(lines.get(5)).doesNotContain("\u001b");
  }
}
