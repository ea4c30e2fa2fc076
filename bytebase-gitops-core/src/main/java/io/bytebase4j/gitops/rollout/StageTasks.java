package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.TaskRunData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts, skips and cancels within one stage. The server acts on whatever task it is given,
 * whichever stage the call names: here every name is checked before it is sent. Thread-safe.
 */
final class StageTasks {
  private static final int NAMES_PER_CALL = 1000;
  private static final int CANCEL_ATTEMPTS = 5;
  private static final Set<String> ACTIVE = Set.of("PENDING", "AVAILABLE", "RUNNING");

  private final RolloutCalls server;
  private final String stage;

  /** For the stage with a name. */
  StageTasks(RolloutCalls server, String stage) {
    this.server = server;
    this.stage = stage;
  }

  void start(List<TaskState> tasks, @Nullable Instant runTime) {
    for (List<String> names : batches(names(tasks))) {
      server.run(stage, names, runTime);
    }
  }

  void skip(List<TaskState> tasks, String reason) {
    for (List<String> names : batches(names(tasks))) {
      server.skip(stage, names, reason);
    }
  }

  List<TaskRunData> runs() {
    return server.taskRuns(stage + "/tasks/-");
  }

  /**
   * Cancels the active runs that a predicate takes, and returns their names. The server refuses a
   * call as a whole where one of the runs has ended in the meantime: then those left are asked for.
   */
  List<String> cancel(Predicate<TaskRunData> wanted, BeforeCancel beforehand) {
    Set<String> cancelled = new LinkedHashSet<>();
    for (int attempt = 1; ; attempt++) {
      List<String> names =
          runs().stream()
              .filter(StageTasks::isActive)
              .filter(wanted)
              .map(TaskRunData::name)
              .map(this::requireOwn)
              .toList();
      if (names.isEmpty()) {
        return List.copyOf(cancelled);
      }
      beforehand.cancelling(names);
      try {
        for (List<String> batch : batches(names)) {
          server.cancel(stage, batch);
          cancelled.addAll(batch);
        }
        return List.copyOf(cancelled);
      } catch (InvalidArgumentException | FailedPreconditionException e) {
        if (attempt == CANCEL_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Is told which runs are about to be cancelled. */
  interface BeforeCancel {
    void cancelling(List<String> taskRuns);
  }

  static boolean isActive(TaskRunData run) {
    return ACTIVE.contains(run.status());
  }

  static boolean waits(TaskRunData run) {
    return run.status().equals("PENDING") || run.status().equals("AVAILABLE");
  }

  private List<String> names(List<TaskState> tasks) {
    return tasks.stream().map(TaskState::name).map(this::requireOwn).toList();
  }

  private String requireOwn(String name) {
    if (!name.startsWith(stage + "/tasks/")) {
      throw new TaskNotInStageException(
          name, "stage " + stage, "the server's own answer is at odds with itself");
    }
    return name;
  }

  private static List<List<String>> batches(List<String> names) {
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < names.size(); i += NAMES_PER_CALL) {
      batches.add(names.subList(i, Math.min(names.size(), i + NAMES_PER_CALL)));
    }
    return batches;
  }
}
