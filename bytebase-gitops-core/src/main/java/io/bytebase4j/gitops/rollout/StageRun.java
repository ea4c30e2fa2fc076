package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a stage, step by step: each look at the rollout is answered with what is done about it
 * and with how long to wait until the next look. It never waits itself, so a thread of the caller
 * may drive it as well as one that drives many. Used by one thread at a time.
 */
final class StageRun implements RolloutStep {
  /** Which tasks of the stage are run. */
  enum Scope {
    /** All that are left. */
    ALL,
    /** Those that failed or were cancelled before. */
    FAILED
  }

  /** How often in a row the server may refuse to start what it has just shown as startable. */
  private static final int MOST_REFUSALS = 3;

  private final RolloutCalls server;
  private final String rollout;
  private final String stageName;
  private final StagePolicies policies;
  private final StagePolicy policy;
  private final Scope scope;
  private final GitOpsJournal journal;
  private final Clock clock;
  private final RolloutEvents events;
  private final PollInterval interval;
  private final StageChoice choice;
  private final Instant begun;
  private final Instant deadline;
  private final Map<String, TaskStatus> told = new HashMap<>();
  private @Nullable StageState stage;
  private @Nullable StageTasks tasks;
  private @Nullable TaskBook book;
  private @Nullable StageEnding ending;
  private @Nullable StageResult result;
  private @Nullable BytebaseException lastError;
  private int polls;
  private int refusals;
  private boolean waiting;
  private boolean justStarted;

  StageRun(
      RolloutCalls server,
      String rollout,
      String stageName,
      StagePolicies policies,
      Scope scope,
      GitOpsJournal journal,
      Clock clock,
      RolloutEvents events) {
    this.server = server;
    this.rollout = rollout;
    this.stageName = stageName;
    this.policies = policies;
    this.policy = policies.of(stageName);
    this.scope = scope;
    this.journal = journal;
    this.clock = clock;
    this.events = events;
    this.interval = new PollInterval();
    this.choice = new StageChoice(policy);
    this.begun = clock.instant();
    this.deadline =
        policy
            .window()
            .map(TimeWindow::from)
            .filter(from -> from.isAfter(begun))
            .orElse(begun)
            .plus(policy.timeout());
  }

  /**
   * Takes a look at the rollout in, and acts on it.
   *
   * @return how long to wait until the next look; null if the run is over
   * @throws RolloutWaitException if its time is over
   * @throws StageFailedException if the stage came to its end with failures
   */
  @Override
  public @Nullable Duration seen(RolloutData data) {
    polls++;
    justStarted = false;
    try {
      step(RolloutStatus.of(data));
    } catch (CallInterruptedException e) {
      throw e;
    } catch (OutcomeUnknownException e) {
      // Whatever was to be done here, the next look tells whether it was.
      return goOnAfter(e);
    } catch (BytebaseException e) {
      return failed(e);
    }
    return result == null ? untilNextLook() : null;
  }

  /**
   * Takes in that a look failed, or what was done about one.
   *
   * @return how long to wait until the next look
   * @throws BytebaseException if the fault will not pass
   * @throws RolloutWaitException if the time is over
   */
  @Override
  public Duration failed(BytebaseException fault) {
    if (!PassingFaults.mayPass(fault)) {
      throw ending == null ? fault : ending.exception(progress(), fault);
    }
    return goOnAfter(fault);
  }

  private Duration goOnAfter(BytebaseException fault) {
    lastError = fault;
    events.emit(new RolloutEvent.LookFailed(clock.instant(), stageId(), fault));
    endIfTimeIsOver();
    return untilNextLook();
  }

  private void step(RolloutStatus status) {
    StageState now = status.stage(stageName);
    if (stage == null) {
      begin(status, now);
    }
    stage = now;
    waiting = ending == null && now.waitsForItsTurn();
    tellChanges(now);
    if (ending != null) {
      settle(ending, now);
      return;
    }
    takeFailuresIn(now);
    List<TaskState> next = isWindowOver() ? List.of() : choice.next(now, clock.instant());
    if (next.isEmpty() && isOver(now)) {
      finish(now);
      return;
    }
    endIfTimeIsOver();
    if (!next.isEmpty() && ending == null) {
      start(next);
    }
  }

  private void begin(RolloutStatus status, StageState now) {
    policies.requireKnown(status);
    if (policy.inOrder()) {
      requireEarlierSettled(status, now);
    }
    tasks = new StageTasks(server, now.name());
    book = new TaskBook(server, tasks);
    List<TaskState> before = ended(now);
    book.begin(before);
    choice.begin(before, scope == Scope.FAILED);
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

  private static List<TaskState> ended(StageState stage) {
    return stage.tasks().stream()
        .filter(task -> task.status() == TaskStatus.FAILED || task.status() == TaskStatus.CANCELED)
        .toList();
  }

  private void tellChanges(StageState now) {
    for (TaskState task : now.tasks()) {
      if (told.put(task.name(), task.status()) != task.status()) {
        interval.reset();
        events.emit(new RolloutEvent.TaskChanged(clock.instant(), now.id(), task));
      }
    }
  }

  private void takeFailuresIn(StageState now) {
    boolean wasStopped = choice.isStopped();
    List<TaskState> unknown = ended(now).stream().filter(choice::isUndecided).toList();
    for (TaskFailure failure : book().newFailures(unknown)) {
      events.emit(new RolloutEvent.TaskRunFailed(clock.instant(), now.id(), failure));
      Optional<Duration> wait = choice.failed(failure, clock.instant());
      if (wait.isPresent()) {
        int attempt = choice.failuresOf(failure.task().name()) + 1;
        events.emit(
            new RolloutEvent.RetryScheduled(
                clock.instant(), now.id(), failure.task(), attempt, wait.get()));
      } else if (policy.onFailure().skips() && failure.kind() != TaskFailure.Kind.CANCELED) {
        skip(failure.task(), now);
      }
    }
    if (!wasStopped && choice.isStopped() && policy.cancelsPendingOnFailure()) {
      tasks().cancel(StageTasks::waits, this::tellCancelling);
    }
  }

  private void skip(TaskState task, StageState now) {
    String reason = policy.onFailure().skipReason();
    events.emit(new RolloutEvent.TasksSkipping(clock.instant(), now.id(), List.of(task), reason));
    tasks().skip(List.of(task), reason);
    choice.skipped(task.name());
  }

  private void start(List<TaskState> next) {
    events.emit(new RolloutEvent.TasksStarting(clock.instant(), stageId(), next));
    choice.starting(next);
    Instant from = policy.window().map(TimeWindow::from).orElse(Instant.MIN);
    try {
      tasks().start(next, from.isAfter(clock.instant()) ? from : null);
      refusals = 0;
    } catch (FailedPreconditionException e) {
      // Somebody skipped one of them since the look; the next look shows it.
      if (++refusals == MOST_REFUSALS) {
        throw e;
      }
    }
    interval.reset();
    waiting = true;
    justStarted = true;
  }

  private boolean isWindowOver() {
    return policy.window().filter(window -> window.isOver(clock.instant())).isPresent();
  }

  private boolean isOver(StageState now) {
    return !now.isUnderWay() && (isWindowOver() || choice.nextRetry(now).isEmpty());
  }

  /** A run that waits for its turn would else wait for the server's own next look as well. */
  @Override
  public boolean wakes() {
    return waiting;
  }

  private void finish(StageState now) {
    events.emit(new RolloutEvent.StageEnded(clock.instant(), now.id(), now));
    boolean settled =
        now.tasks().stream().filter(choice::isInScope).allMatch(task -> task.status().isSettled());
    if (!settled) {
      throw new StageFailedException(now, choice.failures(now), isWindowOver());
    }
    result = new StageResult(now, elapsed());
  }

  private void endIfTimeIsOver() {
    if (ending == null && !clock.instant().isBefore(deadline)) {
      end(StageEnding.timeout());
    } else if (ending != null && !clock.instant().isBefore(ending.settledBy())) {
      throw ending.exception(progress());
    }
  }

  /**
   * Ends the run before its stage is at its end. Where the policy says so, what is under way is
   * cancelled, and the run goes on until that has settled.
   *
   * @throws RolloutWaitException at once, if nothing is to be cancelled
   */
  @Override
  public void interrupted(Exception cause) {
    end(StageEnding.interrupt(cause));
  }

  private void end(StageEnding why) {
    if (ending != null || !policy.cancelsWhenEnded() || stage == null) {
      throw why.exception(progress());
    }
    ending = why.settlingUntil(clock.instant().plus(policy.settleTimeout()));
    interval.reset();
  }

  private void settle(StageEnding why, StageState now) {
    if (!why.hasCancelled()) {
      why.cancelled(tasks().cancel(run -> true, this::tellCancelling));
    } else if (!now.isUnderWay()) {
      events.emit(new RolloutEvent.StageEnded(clock.instant(), now.id(), now));
      throw why.exception(progress());
    }
    endIfTimeIsOver();
  }

  private void tellCancelling(List<String> runs) {
    events.emit(new RolloutEvent.RunsCancelling(clock.instant(), stageId(), runs));
  }

  private Duration untilNextLook() {
    if (justStarted) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    Instant next = now.plus(interval.next());
    Instant end = ending == null ? deadline : ending.settledBy();
    StageState seen = stage;
    if (seen != null && ending == null) {
      Instant retry = choice.nextRetry(seen).orElse(next);
      // Nothing happens before a retry that alone is left to wait for.
      next = !seen.isUnderWay() ? retry : min(next, retry);
    }
    Duration wait = Duration.between(now, min(next, end));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The stage's end, when a step said that there is no next look. */
  StageResult result() {
    return Objects.requireNonNull(result, "the run is not over");
  }

  private StageTasks tasks() {
    return Objects.requireNonNull(tasks);
  }

  private TaskBook book() {
    return Objects.requireNonNull(book);
  }

  private String stageId() {
    return stage == null ? stageName : stage.id();
  }

  private Duration elapsed() {
    return Duration.between(begun, clock.instant());
  }

  private RolloutWaitException.Progress progress() {
    return new RolloutWaitException.Progress(
        rollout,
        stageName,
        stage,
        elapsed(),
        polls,
        lastError,
        ending == null ? List.of() : ending.cancelledRuns());
  }
}
