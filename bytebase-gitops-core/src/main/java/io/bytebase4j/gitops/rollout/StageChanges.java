package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.PollInterval;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Tells what has changed since the last look. Used by one thread at a time. */
final class StageChanges {
  private final Clock clock;
  private final RolloutEvents events;
  private final Map<String, TaskStatus> told = new HashMap<>();

  StageChanges(Clock clock, RolloutEvents events) {
    this.clock = clock;
    this.events = events;
  }

  /**
   * Tells of each task that has another status than before, and has the next look come soon then.
   */
  void tell(StageState stage, PollInterval interval) {
    for (TaskState task : stage.tasks()) {
      if (told.put(task.name(), task.status()) != task.status()) {
        interval.reset();
        events.emit(new RolloutEvent.TaskChanged(clock.instant(), stage.id(), task));
      }
    }
  }
}
