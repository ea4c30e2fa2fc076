package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One wait for the end of a stage. Used once, by one thread. */
final class StageWait {
  private final RolloutCalls server;
  private final Clock clock;
  private final Sleeper sleeper;
  private final StageRequest request;
  private final Instant start;
  private final Map<String, TaskStatus> seen = new HashMap<>();
  private int polls;
  private @Nullable RuntimeException lastError;

  StageWait(
      RolloutCalls server, Clock clock, Sleeper sleeper, StageRequest request, Instant start) {
    this.server = server;
    this.clock = clock;
    this.sleeper = sleeper;
    this.request = request;
    this.start = start;
  }

  /**
   * Waits.
   *
   * @param first the stage as it was before anything was started
   * @param started whether something was started, so that the state in hand is out of date
   */
  StageState await(StageState first, boolean started) {
    StageState stage = first;
    PollInterval interval = new PollInterval();
    boolean current = !started;
    if (current) {
      tellChanges(stage);
    }
    while (!current || !stage.isAtEnd()) {
      if (polls > 0 || !started) {
        pause(interval.next(), stage);
      }
      polls++;
      try {
        stage = look(first);
        current = true;
        if (tellChanges(stage)) {
          interval.reset();
        }
      } catch (CallInterruptedException e) {
        throw new RolloutWaitInterruptedException(progress(stage), e);
      } catch (BytebaseException e) {
        if (!PassingFaults.mayPass(e)) {
          throw e;
        }
        lastError = e;
      }
    }
    return stage;
  }

  private StageState look(StageState stage) {
    return RolloutStatus.of(server.get(request.rollout().name())).stage(stage.name());
  }

  private boolean tellChanges(StageState stage) {
    boolean changed = false;
    for (TaskState task : stage.tasks()) {
      if (seen.put(task.name(), task.status()) != task.status()) {
        changed = true;
        request.listener().taskChanged(new TaskChange(clock.instant(), stage.id(), task));
      }
    }
    return changed;
  }

  private void pause(Duration interval, StageState stage) {
    Duration left = request.timeout().minus(elapsed());
    if (left.isZero() || left.isNegative()) {
      throw new RolloutWaitTimeoutException(progress(stage));
    }
    try {
      sleeper.sleep(interval.compareTo(left) < 0 ? interval : left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RolloutWaitInterruptedException(progress(stage), e);
    }
  }

  private Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  private RolloutWaitException.Progress progress(StageState stage) {
    return new RolloutWaitException.Progress(
        request.rollout().name(), stage, elapsed(), polls, lastError);
  }
}
