package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.TaskRunData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs stages and waits for them. Thread-safe. */
public final class StageRunner {
  private final RolloutCalls server;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * Runs stages on a server.
   *
   * @param server the server
   * @param clock the time
   * @param sleeper how to pass it
   */
  public StageRunner(RolloutCalls server, Clock clock, Sleeper sleeper) {
    this.server = server;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Looks at a rollout.
   *
   * @param rollout the rollout
   * @return how it stands now
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   */
  public RolloutStatus status(RolloutRef rollout) {
    return RolloutStatus.of(server.get(rollout.name()));
  }

  /**
   * Runs what is left of a stage and waits for its end. Tasks that are done, skipped or under way
   * are not started again, so calling this again goes on where it stopped.
   *
   * @param request which stage
   * @return the stage, settled
   * @throws UnknownStageException if there is no such stage
   * @throws StageOrderException if an earlier stage is not settled
   * @throws StageFailedException if tasks failed or were cancelled
   * @throws RolloutWaitTimeoutException if the time runs out
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   */
  public StageResult run(StageRequest request) {
    Instant start = clock.instant();
    RolloutStatus rollout = status(request.rollout());
    StageState stage = rollout.stage(request.stage());
    if (request.inOrder()) {
      requireEarlierSettled(rollout, stage);
    }
    // The server runs any task through any stage's call, so only tasks of this stage are named.
    List<String> left =
        stage.tasks().stream()
            .filter(task -> mayStart(task.status()))
            .map(TaskState::name)
            .filter(name -> name.startsWith(stage.name() + "/tasks/"))
            .toList();
    if (!left.isEmpty()) {
      server.run(stage.name(), left, null);
    }
    StageState end =
        new StageWait(server, clock, sleeper, request, start).await(stage, !left.isEmpty());
    if (!end.isSettled()) {
      throw new StageFailedException(end, failures(end));
    }
    return new StageResult(end, Duration.between(start, clock.instant()));
  }

  private static boolean mayStart(TaskStatus status) {
    return status == TaskStatus.NOT_STARTED
        || status == TaskStatus.FAILED
        || status == TaskStatus.CANCELED;
  }

  private static void requireEarlierSettled(RolloutStatus rollout, StageState stage) {
    for (StageState earlier : rollout.stages()) {
      if (earlier.name().equals(stage.name())) {
        return;
      }
      if (!earlier.isSettled()) {
        throw new StageOrderException(stage, earlier);
      }
    }
  }

  private List<TaskFailure> failures(StageState stage) {
    return stage.tasks().stream()
        .filter(task -> !task.status().isSettled())
        .map(task -> new TaskFailure(task, lastDetail(task)))
        .toList();
  }

  private String lastDetail(TaskState task) {
    List<TaskRunData> runs = server.taskRuns(task.name());
    return runs.isEmpty() ? "" : runs.get(runs.size() - 1).detail();
  }
}
