package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Something that happened to a rollout while this process looked after it. */
public sealed interface RolloutEvent {
  /**
   * When it was seen, by this machine's clock.
   *
   * @return the time
   */
  Instant time();

  /**
   * The stage that it happened in.
   *
   * @return the stage's short name, for example {@code test}
   */
  String stage();

  /**
   * Tasks are about to be started.
   *
   * @param time when
   * @param stage the stage's short name
   * @param tasks the tasks, as they were before
   */
  record TasksStarting(Instant time, String stage, List<TaskState> tasks) implements RolloutEvent {}

  /**
   * The approval that the stage waits for has another status.
   *
   * @param time when
   * @param stage the stage's short name
   * @param status the status, for example {@code PENDING}
   */
  record ApprovalChanged(Instant time, String stage, String status) implements RolloutEvent {}

  /**
   * A task has another status than before; also told of each task when the wait begins.
   *
   * @param time when
   * @param stage the stage's short name
   * @param task the task as it is now
   */
  record TaskChanged(Instant time, String stage, TaskState task) implements RolloutEvent {}

  /**
   * A task run failed, or was cancelled.
   *
   * @param time when
   * @param stage the stage's short name
   * @param failure why, with lines of the run's log
   */
  record TaskRunFailed(Instant time, String stage, TaskFailure failure) implements RolloutEvent {}

  /**
   * A failed task will be run again.
   *
   * @param time when
   * @param stage the stage's short name
   * @param task the task
   * @param attempt which attempt the next one is, the first being 1
   * @param backoff how long until then
   */
  record RetryScheduled(Instant time, String stage, TaskState task, int attempt, Duration backoff)
      implements RolloutEvent {}

  /**
   * Tasks are about to be skipped, by the caller or by policy.
   *
   * @param time when
   * @param stage the stage's short name
   * @param tasks the tasks
   * @param reason why
   */
  record TasksSkipping(Instant time, String stage, List<TaskState> tasks, String reason)
      implements RolloutEvent {}

  /**
   * Task runs are about to be cancelled.
   *
   * @param time when
   * @param stage the stage's short name
   * @param taskRuns their names
   */
  record RunsCancelling(Instant time, String stage, List<String> taskRuns)
      implements RolloutEvent {}

  /**
   * The server could not be asked. The wait goes on.
   *
   * @param time when
   * @param stage the stage's short name
   * @param fault what went wrong
   */
  record LookFailed(Instant time, String stage, BytebaseException fault) implements RolloutEvent {}

  /**
   * A stage has come to its end, whatever that is.
   *
   * @param time when
   * @param stage the stage's short name
   * @param state the stage
   */
  record StageEnded(Instant time, String stage, StageState state) implements RolloutEvent {}
}
