package io.bytebase4j.testkit.internal.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task: what there is to do in one database. Guarded by the lock of {@link State}. */
public final class Task {

  /**
   * What a task is to do.
   *
   * @param specId the spec of the plan that asks for it
   * @param database where
   * @param release the id of the release; empty if there is none
   * @param files the files of the release: all of them in 2026, one in 2025
   */
  public record Work(String specId, Database database, String release, List<Release.File> files) {
    /** Copies the files. */
    public Work {
      files = List.copyOf(files);
    }
  }

  private final long id;
  private final Plan plan;
  private final Work work;
  private final List<TaskRun> runs = new ArrayList<>();
  private boolean skipped;
  private String skippedReason = "";

  Task(long id, Plan plan, Work work) {
    this.id = id;
    this.plan = plan;
    this.work = work;
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** The plan it belongs to. */
  public Plan plan() {
    return plan;
  }

  /** What it is to do. */
  public Work work() {
    return work;
  }

  /** Where it runs. */
  public Database database() {
    return work.database();
  }

  /** Its runs, oldest first. */
  public List<TaskRun> runs() {
    return runs;
  }

  /** Its newest run. */
  public Optional<TaskRun> latest() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  /** Whether it was skipped. */
  public boolean isSkipped() {
    return skipped;
  }

  /** Why it was skipped; may be empty. */
  public String skippedReason() {
    return skippedReason;
  }

  /** Skips it. */
  public void skip(String reason) {
    skipped = true;
    skippedReason = reason;
  }

  /** Its status, which follows its newest run. */
  public TaskStatus status() {
    if (skipped) {
      return TaskStatus.SKIPPED;
    }
    return latest().map(run -> TaskStatus.of(run.status())).orElse(TaskStatus.NOT_STARTED);
  }
}
