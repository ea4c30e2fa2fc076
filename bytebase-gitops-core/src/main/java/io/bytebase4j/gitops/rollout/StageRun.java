package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.PollInterval;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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
  private final StageJournal journal;
  private final Clock clock;
  private final RolloutEvents events;
  private final PollInterval interval;
  private final StageChoice choice;
  private final Instant begun;
  private Instant deadline;
  private final StageChanges changes;
  private @Nullable StageState stage;
  private @Nullable StageTasks tasks;
  private @Nullable FailureHandling failures;
  private @Nullable StageApproval approval;
  private @Nullable Duration nextQuestion;
  private @Nullable StageEnding ending;
  private @Nullable StageResult result;
  private @Nullable BytebaseException lastError;
  private int polls;
  private int refusals;
  private @Nullable FailedPreconditionException refusal;
  private boolean waiting;
  private boolean justStarted;
  private boolean windowClosed;
  private List<TaskState> started = List.of();

  StageRun(
      RolloutSetup setup,
      String stageName,
      Scope scope,
      StageJournal journal,
      @Nullable StageApproval approval) {
    this.server = setup.server();
    this.rollout = setup.name();
    this.stageName = stageName;
    this.policies = setup.policies();
    this.policy = policies.of(stageName);
    this.scope = scope;
    this.journal = journal;
    this.approval = approval;
    this.clock = setup.clock();
    this.events = setup.events();
    this.interval = new PollInterval();
    this.changes = new StageChanges(clock, events);
    this.choice = new StageChoice(policy);
    this.begun = clock.instant();
    this.deadline = deadline();
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
    return written(() -> act(data));
  }

  /**
   * Looks once, for one who does not wait, and so would not hear of what a wait bears.
   *
   * @return the tasks that were started
   * @throws BytebaseException if they could not be started, or that is not known
   */
  List<TaskState> look(RolloutData data) {
    choice.atOnce();
    Duration unused = seen(data);
    BytebaseException fault = refusal == null ? lastError : refusal;
    if (fault != null) {
      throw fault;
    }
    return started;
  }

  private @Nullable Duration act(RolloutData data) {
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
      return bear(e);
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
    return Objects.requireNonNull(written(() -> bear(fault)));
  }

  private Duration bear(BytebaseException fault) {
    if (!PassingFaults.mayPass(fault)) {
      throw ending == null ? fault : ending.exception(progress(), fault);
    }
    return goOnAfter(fault);
  }

  private Duration goOnAfter(BytebaseException fault) {
    lastError = fault;
    events.emit(new RolloutEvent.LookFailed(clock.instant(), stageId(), fault));
    StageState seen = stage;
    // Those who approve, and their time, do not depend on the server.
    if (seen == null || nextQuestion == null || !isToBeApproved(seen)) {
      endIfTimeIsOver();
    }
    return untilNextLook();
  }

  /** What ends the run is written down; an interrupt is still to be answered. */
  private @Nullable Duration written(Supplier<@Nullable Duration> action) {
    try {
      return action.get();
    } catch (CallInterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      journal.failed(e);
      throw e;
    }
  }

  private void step(RolloutStatus status) {
    StageState now = status.stage(stageName);
    if (stage == null) {
      begin(status, now);
    }
    stage = now;
    waiting = ending == null && !started.isEmpty() && now.waitsForItsTurn(clock.instant());
    changes.tell(now, interval);
    if (ending != null) {
      settle(ending, now);
      return;
    }
    if (Objects.requireNonNull(failures).handle(now)) {
      endIfTimeIsOver();
      return;
    }
    if (isWindowOver() && !windowClosed && now.isUnderWay()) {
      List<String> unused = tasks().cancel(StageTasks::waits, this::tellCancelling);
      windowClosed = true;
    }
    List<TaskState> next = isWindowOver() ? List.of() : choice.next(now, clock.instant());
    if (next.isEmpty() && isOver(now)) {
      finish(now);
      return;
    }
    if (next.isEmpty()) {
      nextQuestion = null;
    } else if (isToBeApproved(now)) {
      return;
    }
    journal.begin(rollout, now);
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
    StageTasks calls = new StageTasks(server, now.name());
    TaskBook book = new TaskBook(server, calls);
    List<TaskState> before = now.tasks().stream().filter(task -> task.status().isFailed()).toList();
    book.begin(before);
    choice.begin(before, scope == Scope.FAILED);
    failures = new FailureHandling(policy, choice, calls, book, clock, events);
    tasks = calls;
  }

  private boolean isToBeApproved(StageState now) {
    nextQuestion = null;
    if (approval == null) {
      return false;
    }
    nextQuestion = approval.look(rollout, now);
    if (nextQuestion == null) {
      // The time of the stage begins when it may begin.
      deadline = deadline();
      approval = null;
      return false;
    }
    return true;
  }

  private Instant deadline() {
    Instant now = clock.instant();
    return policy
        .window()
        .map(TimeWindow::from)
        .filter(from -> from.isAfter(now))
        .orElse(now)
        .plus(policy.timeout());
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

  private void start(List<TaskState> next) {
    events.emit(new RolloutEvent.TasksStarting(clock.instant(), stageId(), next));
    choice.starting(next);
    Instant from = policy.window().map(TimeWindow::from).orElse(Instant.MIN);
    try {
      tasks().start(next, from.isAfter(clock.instant()) ? from : null);
      refusals = 0;
      refusal = null;
      started = next;
    } catch (FailedPreconditionException e) {
      // Somebody skipped one of them since the look; the next look shows it.
      refusal = e;
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
    journal.done();
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
    RuntimeException unapproved = approval == null ? null : approval.interrupted(cause);
    Duration unused =
        written(
            () -> {
              if (unapproved != null) {
                throw unapproved;
              }
              end(StageEnding.interrupt(cause));
              return null;
            });
  }

  private void end(StageEnding why) {
    if (ending != null || !policy.cancelsWhenEnded() || stage == null) {
      throw why.exception(progress());
    }
    ending = why.settlingUntil(clock.instant().plus(policy.settleTimeout()));
    interval.reset();
  }

  private void settle(StageEnding why, StageState now) {
    if (!why.hasCancelled() || now.isUnderWay()) {
      // Again, too: a start that was on its way may have got through after the first time.
      why.cancelled(
          tasks()
              .cancel(
                  run -> why.isToBeCancelled(run.name()),
                  runs -> {
                    why.cancelling(runs);
                    tellCancelling(runs);
                  }));
    } else {
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
    if (nextQuestion != null) {
      return nextQuestion;
    }
    Instant now = clock.instant();
    Instant next = now.plus(interval.next());
    Instant end = ending == null ? deadline : ending.settledBy();
    StageState seen = stage;
    if (seen != null && ending == null) {
      // One that is due and still waits is held back for want of room.
      Instant retry = choice.nextRetry(seen).filter(due -> due.isAfter(now)).orElse(next);
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
