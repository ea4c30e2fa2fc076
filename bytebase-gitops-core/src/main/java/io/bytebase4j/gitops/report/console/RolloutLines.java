package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.internal.RolloutWording;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.rollout.LogLine;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutListener;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what happens to a rollout in lines, for the log of a CI run: one for each change, none for
 * a look that showed nothing new. Each begins with the time, in UTC, and the stage. Text of others
 * in them can't give commands to the CI platform or the terminal. Thread-safe.
 */
public final class RolloutLines implements RolloutListener {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Appendable out;
  private final Map<String, TaskStatus> told = new HashMap<>();

  private RolloutLines(Appendable out) {
    this.out = out;
  }

  /**
   * Tells it in lines.
   *
   * @param out gets them, each with its end in one call; for example {@code System.out}
   * @return a listener for one rollout
   */
  public static RolloutLines to(Appendable out) {
    return new RolloutLines(out);
  }

  /**
   * Writes the lines of an event.
   *
   * @param event what happened
   * @throws UncheckedIOException if they can't be written
   */
  @Override
  public synchronized void onEvent(RolloutEvent event) {
    for (String text : texts(event)) {
      write(event.time(), event.stage(), text);
    }
  }

  private void write(Instant time, String stage, String text) {
    try {
      out.append(Texts.logLine(TIME.format(time) + " " + stage + ": " + text) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> texts(RolloutEvent event) {
    if (event instanceof RolloutEvent.TasksStarting starting) {
      return List.of("starts " + Wording.count(starting.tasks().size(), "task"));
    } else if (event instanceof RolloutEvent.TaskChanged changed) {
      return changed(changed.task());
    } else if (event instanceof RolloutEvent.TaskRunFailed failed) {
      return failure(failed.failure());
    } else if (event instanceof RolloutEvent.RetryScheduled retry) {
      return List.of(
          "%s: attempt %d begins in %s"
              .formatted(retry.task().target(), retry.attempt(), retry.backoff()));
    } else if (event instanceof RolloutEvent.TasksSkipping skipping) {
      return skipping.tasks().stream()
          .map(task -> task.target() + ": is skipped, " + Texts.flowing(skipping.reason()))
          .toList();
    } else if (event instanceof RolloutEvent.RunsCancelling cancelling) {
      return List.of("cancels " + Wording.count(cancelling.taskRuns().size(), "task run"));
    } else if (event instanceof RolloutEvent.ApprovalChanged approval) {
      return List.of("approval is " + approval.status());
    } else if (event instanceof RolloutEvent.LookFailed look) {
      return List.of(
          "could not look, goes on: " + Texts.flowing(String.valueOf(look.fault().getMessage())));
    } else if (event instanceof RolloutEvent.StageEnded ended) {
      return List.of(
          ended.state().isSettled() ? "is done" : "ended, " + RolloutWording.counts(ended.state()));
    }
    throw new IllegalStateException("no words for " + event);
  }

  /** A stage that is looked at again tells all its tasks anew. */
  private List<String> changed(TaskState task) {
    TaskStatus before = told.put(task.name(), task.status());
    boolean news = before != task.status() && task.status() != TaskStatus.NOT_STARTED;
    String skipped = task.skippedReason().isEmpty() ? "" : ", " + task.skippedReason();
    return news ? List.of(Texts.flowing(task + skipped)) : List.of();
  }

  private static List<String> failure(TaskFailure failure) {
    String why =
        failure.kind() == TaskFailure.Kind.ABANDONED
            ? "was given up by the server (no fault of the files)"
            : failure.kind() == TaskFailure.Kind.CANCELED ? "was cancelled" : "failed";
    String detail = failure.detail().isEmpty() ? "" : ": " + Texts.flowing(failure.description());
    String statement =
        failure.statement().filter(line -> line.start() >= 0).map(RolloutLines::place).orElse("");
    return List.of(failure.task().target() + ": " + why + detail + statement);
  }

  private static String place(LogLine line) {
    return " (statement at bytes %d to %d of the file)".formatted(line.start(), line.end());
  }
}
