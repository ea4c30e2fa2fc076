package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.PollInterval;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits until nothing of some stages is under way; starts nothing. Used by one thread at a time.
 */
final class AwaitStep implements RolloutStep {
  private final String rollout;
  private final Function<RolloutStatus, List<StageState>> scope;
  private final Clock clock;
  private final RolloutEvents events;
  private final PollInterval interval = new PollInterval();
  private final StageChanges changes;
  private final Instant begun;
  private final Instant deadline;
  private @Nullable RolloutOutcome outcome;
  private @Nullable BytebaseException lastError;
  private int polls;
  private List<StageState> lastSeen = List.of();

  AwaitStep(RolloutSetup setup, Function<RolloutStatus, List<StageState>> scope, Duration timeout) {
    this.rollout = setup.name();
    this.scope = scope;
    this.clock = setup.clock();
    this.events = setup.events();
    this.changes = new StageChanges(clock, events);
    this.begun = clock.instant();
    this.deadline = begun.plus(timeout);
  }

  @Override
  public @Nullable Duration seen(RolloutData data) {
    polls++;
    RolloutStatus status = RolloutStatus.of(data);
    List<StageState> stages = scope.apply(status);
    stages.forEach(stage -> changes.tell(stage, interval));
    outcome = new RolloutOutcome(stateOf(stages), status);
    lastSeen = stages;
    boolean underWay = stages.stream().anyMatch(StageState::isUnderWay);
    return underWay && clock.instant().isBefore(deadline) ? untilNextLook() : null;
  }

  private static RolloutOutcome.State stateOf(List<StageState> stages) {
    if (stages.stream().allMatch(StageState::isSettled)) {
      return RolloutOutcome.State.DONE;
    }
    boolean failed = stages.stream().anyMatch(StageState::hasFailures);
    return failed && stages.stream().noneMatch(StageState::isUnderWay)
        ? RolloutOutcome.State.FAILED
        : RolloutOutcome.State.PENDING;
  }

  @Override
  public Duration failed(BytebaseException fault) {
    if (!PassingFaults.mayPass(fault)) {
      throw fault;
    }
    lastError = fault;
    events.emit(new RolloutEvent.LookFailed(clock.instant(), "-", fault));
    if (!clock.instant().isBefore(deadline)) {
      throw new RolloutWaitTimeoutException(progress());
    }
    return untilNextLook();
  }

  private Duration untilNextLook() {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration wait = interval.next();
    return wait.compareTo(left) < 0 ? wait : left;
  }

  @Override
  public boolean wakes() {
    // To wake the server may change a rollout, and this only waits.
    return false;
  }

  @Override
  public void interrupted(Exception cause) {
    throw new RolloutWaitInterruptedException(progress(), cause);
  }

  RolloutOutcome outcome() {
    return Objects.requireNonNull(outcome, "nothing was seen");
  }

  private @Nullable StageState seen() {
    return lastSeen.isEmpty()
        ? null
        : new StageState(
            rollout, "", lastSeen.stream().flatMap(stage -> stage.tasks().stream()).toList());
  }

  private RolloutWaitException.Progress progress() {
    return new RolloutWaitException.Progress(
        rollout,
        "-",
        seen(),
        Duration.between(begun, clock.instant()),
        polls,
        lastError,
        List.of());
  }
}
