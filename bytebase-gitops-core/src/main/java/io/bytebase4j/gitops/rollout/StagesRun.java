package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs stages one after the other, and stops at the first that fails. Used by one thread at a time.
 */
final class StagesRun implements RolloutStep {
  private final String rollout;
  private final Function<RolloutStatus, List<StageState>> choice;
  private final Function<String, StageRun> runs;
  private final List<StageResult> results = new ArrayList<>();
  private @Nullable Deque<StageState> left;
  private @Nullable StageRun beforeFirstLook;
  private @Nullable StageRun current;

  /**
   * Runs what is left of stages.
   *
   * @param choice which stages, in order
   * @param runs makes the run of the stage with a name
   */
  StagesRun(
      String rollout,
      Function<RolloutStatus, List<StageState>> choice,
      Function<String, StageRun> runs) {
    this.rollout = rollout;
    this.choice = choice;
    this.runs = runs;
  }

  @Override
  public @Nullable Duration seen(RolloutData data) {
    if (left == null) {
      left = new ArrayDeque<>(choice.apply(RolloutStatus.of(data)));
    }
    while (current != null || !left.isEmpty()) {
      if (current == null) {
        StageState stage = left.remove();
        if (stage.isSettled()) {
          results.add(new StageResult(stage, Duration.ZERO));
          continue;
        }
        current = runs.apply(stage.name());
      }
      Duration wait = current.seen(data);
      if (wait != null) {
        return wait;
      }
      results.add(current.result());
      current = null;
    }
    return null;
  }

  @Override
  public Duration failed(BytebaseException fault) {
    return run().failed(fault);
  }

  @Override
  public boolean wakes() {
    return current != null && current.wakes();
  }

  @Override
  public void interrupted(Exception cause) {
    run().interrupted(cause);
  }

  /** The run that is on; before the first look, one that only bears faults and the time. */
  private StageRun run() {
    if (current != null) {
      return current;
    }
    if (beforeFirstLook == null) {
      beforeFirstLook = runs.apply("-");
    }
    return beforeFirstLook;
  }

  RolloutResult result() {
    return new RolloutResult(rollout, results);
  }
}
