package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.FailedPreconditionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Does what a policy says about failures: schedules retries, skips, cancels what waits. What could
 * not be sent is tried again at the next look. Used by one thread at a time.
 */
final class FailureHandling {
  private final StagePolicy policy;
  private final StageChoice choice;
  private final StageTasks tasks;
  private final TaskBook book;
  private final Clock clock;
  private final RolloutEvents events;
  private boolean pendingCancelled;

  FailureHandling(
      StagePolicy policy,
      StageChoice choice,
      StageTasks tasks,
      TaskBook book,
      Clock clock,
      RolloutEvents events) {
    this.policy = policy;
    this.choice = choice;
    this.tasks = tasks;
    this.book = book;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Takes the failures of a look in.
   *
   * @return whether the look is out of date by what was done about them
   */
  boolean handle(StageState stage) {
    choice.look(stage);
    List<TaskState> undecided = stage.tasks().stream().filter(choice::isUndecided).toList();
    for (TaskFailure failure : book.newFailures(undecided, choice::hold)) {
      events.emit(new RolloutEvent.TaskRunFailed(clock.instant(), stage.id(), failure));
      Optional<Duration> backoff = choice.failed(failure, clock.instant());
      backoff.ifPresent(wait -> tellRetry(failure.task(), stage, wait));
    }
    List<TaskState> toSkip = policy.onFailure().skips() ? choice.skippable(stage) : List.of();
    if (!toSkip.isEmpty()) {
      skip(toSkip, stage);
    }
    if (choice.isStopped() && policy.cancelsPendingOnFailure() && !pendingCancelled) {
      tasks.cancel(
          StageTasks::waits,
          runs -> events.emit(new RolloutEvent.RunsCancelling(clock.instant(), stage.id(), runs)));
      pendingCancelled = true;
    }
    return !toSkip.isEmpty();
  }

  private void tellRetry(TaskState task, StageState stage, Duration backoff) {
    int attempt = choice.failuresOf(task.name()) + 1;
    events.emit(
        new RolloutEvent.RetryScheduled(clock.instant(), stage.id(), task, attempt, backoff));
  }

  private void skip(List<TaskState> failed, StageState stage) {
    String reason = policy.onFailure().skipReason();
    events.emit(new RolloutEvent.TasksSkipping(clock.instant(), stage.id(), failed, reason));
    try {
      tasks.skip(failed, reason);
    } catch (FailedPreconditionException e) {
      // Somebody runs one of them again: the next look shows it.
      return;
    }
    failed.forEach(task -> choice.skipped(task.name()));
  }
}
