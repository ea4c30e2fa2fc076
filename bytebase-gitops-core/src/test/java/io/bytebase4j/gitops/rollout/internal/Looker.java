package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A watcher that remembers what it was told, and looks until the task is done. */
class Looker implements Watcher {
  final List<String> told = new ArrayList<>();
  private final Duration wait;

  Looker(Duration wait) {
    this.wait = wait;
  }

  @Override
  public @Nullable Duration seen(RolloutData rollout) {
    told.add(RolloutBook.status(rollout));
    return RolloutBook.status(rollout).equals("DONE") ? null : wait;
  }

  @Override
  public @Nullable Duration failed(RuntimeException fault) {
    told.add("failed: " + fault.getMessage());
    return wait;
  }

  @Override
  public void ended(Throwable why) {
    told.add("ended: " + why.getMessage());
  }
}
