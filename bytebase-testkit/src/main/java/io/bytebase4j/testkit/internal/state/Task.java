package io.bytebase4j.testkit.internal.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task: one release for one database. Guarded by the lock of {@link State}. */
public final class Task {

  private final long id;
  private final Plan plan;
  private final String specId;
  private final Database database;
  private final List<TaskRun> runs = new ArrayList<>();
  private boolean skipped;
  private String skippedReason = "";

  Task(long id, Plan plan, String specId, Database database) {
    this.id = id;
    this.plan = plan;
    this.specId = specId;
    this.database = database;
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** The plan it belongs to. */
  public Plan plan() {
    return plan;
  }

  /** The spec of the plan it comes from. */
  public String specId() {
    return specId;
  }

  /** Where it runs. */
  public Database database() {
    return database;
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
