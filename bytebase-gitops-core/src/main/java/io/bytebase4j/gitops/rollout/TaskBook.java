package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.TaskRunData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells failures that came to pass under our eyes from those that a task came with. A task shows
 * the status of its last run only: it is the run's name that tells whether this is a new one, which
 * matters where the answer to a start was lost. Used by one thread at a time.
 */
final class TaskBook {
  private static final Logger LOG = LoggerFactory.getLogger(TaskBook.class);
  private static final int MOST_LOGS = 20;
  private static final String ABANDONED = "Task run abandoned";
  private static final TaskRunData NO_RUN =
      new TaskRunData("", "", "", Instant.EPOCH, null, Instant.EPOCH, null);

  private final RolloutCalls server;
  private final StageTasks stage;
  private final Map<String, String> lastRuns = new HashMap<>();
  private int logs;

  TaskBook(RolloutCalls server, StageTasks stage) {
    this.server = server;
    this.stage = stage;
  }

  /** Takes down the runs that tasks failed or were cancelled with before. */
  void begin(List<TaskState> ended) {
    if (!ended.isEmpty()) {
      lastRunsOf(ended).forEach((task, run) -> lastRuns.put(task, run.name()));
    }
  }

  /**
   * Of tasks that are failed or cancelled, those whose last run was not known yet.
   *
   * @param busy takes the names of those that are run again by now
   */
  List<TaskFailure> newFailures(List<TaskState> ended, Consumer<String> busy) {
    if (ended.isEmpty()) {
      return List.of();
    }
    Map<String, TaskRunData> runs = lastRunsOf(ended);
    List<TaskFailure> failures = new ArrayList<>();
    for (TaskState task : ended) {
      TaskRunData run = runs.getOrDefault(task.name(), NO_RUN);
      if (StageTasks.isActive(run)) {
        busy.accept(task.name());
      } else if (!run.name().equals(lastRuns.put(task.name(), run.name()))) {
        failures.add(failure(task, run));
      }
    }
    return failures;
  }

  private Map<String, TaskRunData> lastRunsOf(List<TaskState> tasks) {
    List<TaskRunData> runs =
        tasks.size() == 1 ? server.taskRuns(tasks.get(0).name()) : stage.runs();
    Map<String, TaskRunData> last = new HashMap<>();
    for (TaskRunData run : runs) {
      last.put(taskOf(run.name()), run);
    }
    return last;
  }

  private static String taskOf(String run) {
    int end = run.indexOf("/taskRuns/");
    return end < 0 ? run : run.substring(0, end);
  }

  private TaskFailure failure(TaskState task, TaskRunData run) {
    TaskFailure.Kind kind =
        task.status() == TaskStatus.CANCELED
            ? TaskFailure.Kind.CANCELED
            : run.detail().startsWith(ABANDONED)
                ? TaskFailure.Kind.ABANDONED
                : TaskFailure.Kind.MIGRATION;
    return new TaskFailure(
        task,
        kind,
        run.name(),
        run.detail(),
        kind == TaskFailure.Kind.CANCELED ? List.of() : log(run.name()));
  }

  /** A log is good to have, and no reason to end a wait. */
  private List<LogLine> log(String run) {
    if (run.isEmpty() || logs == MOST_LOGS) {
      return List.of();
    }
    logs++;
    try {
      return server.log(run).stream().map(LogLine::of).toList();
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      LOG.warn("the log of {} can't be read", run, e);
      return List.of();
    }
  }
}
