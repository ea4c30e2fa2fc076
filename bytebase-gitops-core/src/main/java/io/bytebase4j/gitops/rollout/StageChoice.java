package io.bytebase4j.gitops.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which tasks of a stage are started next, by the policy and by what has failed so far.
 * Used by one thread at a time.
 */
final class StageChoice {
  private final StagePolicy policy;
  private boolean inTurn = true;
  private @Nullable Set<String> scope;
  private final Set<String> before = new HashSet<>();
  private final Map<String, TaskFailure> failed = new HashMap<>();
  private final Set<String> skipped = new HashSet<>();
  private final Set<String> held = new HashSet<>();
  private final Map<String, Instant> retryAt = new HashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  StageChoice(StagePolicy policy) {
    this.policy = policy;
  }

  /**
   * Takes down the tasks that were failed or cancelled before.
   *
   * @param onlyThose whether only they are to be run
   */
  void begin(List<TaskState> ended, boolean onlyThose) {
    ended.forEach(task -> before.add(task.name()));
    scope = onlyThose ? Set.copyOf(before) : null;
  }

  /** Starts all that may be started, since nobody will be there to start the rest. */
  void atOnce() {
    inTurn = false;
  }

  /** Whether a task is to be run at all. */
  boolean isInScope(TaskState task) {
    return scope == null || scope.contains(task.name());
  }

  /** Whether a task has failed or was cancelled, and that is not taken in yet. */
  boolean isUndecided(TaskState task) {
    String name = task.name();
    return task.status().isFailed()
        && !before.contains(name)
        && !skipped.contains(name)
        && !failed.containsKey(name)
        && !retryAt.containsKey(name);
  }

  /**
   * Begins a look: forgets the failures of tasks that somebody runs again or has dealt with, and
   * what was held back at the last one.
   */
  void look(StageState stage) {
    held.clear();
    for (TaskState task : stage.tasks()) {
      if (!task.status().isFailed()) {
        failed.remove(task.name());
        skipped.remove(task.name());
      }
    }
  }

  /** Not to be started at this look: another run of it is under way already. */
  void hold(String task) {
    held.add(task);
  }

  /** These are started now: what they failed with before is over. */
  void starting(List<TaskState> tasks) {
    for (TaskState task : tasks) {
      before.remove(task.name());
      retryAt.remove(task.name());
    }
  }

  /**
   * Takes a failure in.
   *
   * @return the wait before the task's next attempt; empty if it stays failed
   */
  Optional<Duration> failed(TaskFailure failure, Instant now) {
    String task = failure.task().name();
    int count = failures.merge(task, 1, Integer::sum);
    if (count <= policy.onFailure().retriesAfter(failure.kind())) {
      Duration wait = policy.onFailure().backoff(count);
      retryAt.put(task, now.plus(wait));
      return Optional.of(wait);
    }
    failed.put(task, failure);
    return Optional.empty();
  }

  /** How many attempts a task had that failed. */
  int failuresOf(String task) {
    return failures.getOrDefault(task, 0);
  }

  /** What stays failed and was not cancelled by somebody, who may have had a reason. */
  List<TaskState> skippable(StageState stage) {
    return stage.tasks().stream()
        .filter(
            task -> {
              TaskFailure failure = failed.get(task.name());
              return task.status().isFailed()
                  && failure != null
                  && failure.kind() != TaskFailure.Kind.CANCELED;
            })
        .toList();
  }

  /** A failed task was skipped, so its failure counts no more. */
  void skipped(String task) {
    failed.remove(task);
    // The look in hand still shows it as failed.
    skipped.add(task);
  }

  /** What stays failed, in the order of the stage. */
  List<TaskFailure> failures(StageState stage) {
    return stage.tasks().stream()
        .map(task -> failed.get(task.name()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether so much has failed that nothing else is started. */
  boolean isStopped() {
    return failed.size() >= policy.maxFailures();
  }

  /** The tasks to start now. */
  List<TaskState> next(StageState stage, Instant now) {
    if (isStopped()) {
      return List.of();
    }
    List<TaskState> candidates = stage.tasks().stream().filter(this::isInScope).toList();
    if (policy.canary() > 0 && policy.canary() < candidates.size()) {
      List<TaskState> canaries = candidates.subList(0, policy.canary());
      if (canaries.stream().anyMatch(this::isOpen)) {
        candidates = canaries;
      }
    }
    long underWay = stage.tasks().stream().filter(task -> task.status().isUnderWay()).count();
    long room = Math.max(0, policy.parallelism() - underWay);
    return candidates.stream()
        .filter(task -> mayStart(task) && !retryAt.getOrDefault(task.name(), now).isAfter(now))
        .filter(task -> !inTurn || isNextOfItsDatabase(stage, task))
        .limit(room)
        .toList();
  }

  // Where each file is a task, one that was started waits behind one that failed, for good.
  private static boolean isNextOfItsDatabase(StageState stage, TaskState task) {
    return stage.before(task).allMatch(earlier -> earlier.status().isSettled());
  }

  /** Whether a task is neither settled nor failed for good. */
  private boolean isOpen(TaskState task) {
    return !task.status().isSettled()
        && !failed.containsKey(task.name())
        && !skipped.contains(task.name());
  }

  private boolean mayStart(TaskState task) {
    return switch (task.status()) {
      case NOT_STARTED, FAILED, CANCELED ->
          isInScope(task)
              && !failed.containsKey(task.name())
              && !skipped.contains(task.name())
              && !held.contains(task.name());
      default -> false;
    };
  }

  /** When the first of the retries that wait is due; empty if none waits, or none will be made. */
  Optional<Instant> nextRetry(StageState stage) {
    if (isStopped()) {
      return Optional.empty();
    }
    List<Instant> due = new ArrayList<>();
    for (TaskState task : stage.tasks()) {
      if (mayStart(task) && retryAt.containsKey(task.name())) {
        due.add(retryAt.get(task.name()));
      }
    }
    return due.stream().min(Comparator.naturalOrder());
  }
}
