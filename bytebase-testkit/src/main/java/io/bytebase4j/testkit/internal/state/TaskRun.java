package io.bytebase4j.testkit.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a task. Guarded by the lock of {@link State}. */
public final class TaskRun {

  private final long id;
  private final Task task;
  private final String creator;
  private final Instant createTime;
  private final @Nullable Instant runTime;
  private final RunLog log;
  private final RunIndex index;
  private RunStatus status = RunStatus.PENDING;
  private Instant updateTime;
  private @Nullable Instant startTime;
  private @Nullable Instant leftTime;
  private String detail = "";
  private long changelog;

  TaskRun(
      long id,
      Task task,
      String creator,
      Instant createTime,
      @Nullable Instant runTime,
      RunLog log,
      RunIndex index) {
    this.id = id;
    this.task = task;
    this.creator = creator;
    this.createTime = createTime;
    this.updateTime = createTime;
    this.runTime = runTime;
    this.log = log;
    this.index = index;
    task.plan().runChanged(createTime);
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** The task it runs. */
  public Task task() {
    return task;
  }

  /** Who asked for it, {@code users/…}. */
  public String creator() {
    return creator;
  }

  /** When it was asked for. */
  public Instant createTime() {
    return createTime;
  }

  /** When it changed last. */
  public Instant updateTime() {
    return updateTime;
  }

  /** When it began to work. */
  public @Nullable Instant startTime() {
    return startTime;
  }

  /** Not to be started before. */
  public @Nullable Instant runTime() {
    return runTime;
  }

  /** How far it is. */
  public RunStatus status() {
    return status;
  }

  /** Why it failed, or in 2025 also what it did; may be empty. */
  public String detail() {
    return detail;
  }

  /** Says what it did. */
  public void setDetail(String text) {
    detail = text;
  }

  /** The number of the entry it left in the changelog of its database; 0 if there is none. */
  public long changelog() {
    return changelog;
  }

  /** Notes its entry in the changelog of its database. */
  public void setChangelog(long number) {
    changelog = number;
  }

  /** What it did. */
  public RunLog log() {
    return log;
  }

  /** Moves on to another status. */
  public void become(RunStatus next, Instant now) {
    RunStatus before = status;
    status = next;
    updateTime = now;
    index.moved(this, before);
    task.plan().runChanged(now);
    if (next == RunStatus.RUNNING) {
      startTime = now;
    }
  }

  /** Ends it at an error. */
  public void fail(String reason, Instant now) {
    detail = reason;
    become(RunStatus.FAILED, now);
  }

  /** When the server that was at it was killed. */
  public @Nullable Instant leftTime() {
    return leftTime;
  }

  /** Notes that nobody is at it any more, and that nobody has said so. */
  public void leave(Instant now) {
    leftTime = now;
    log.end();
  }

  /** Has it begin anew, as if nobody had been at it. */
  public void beginAnew() {
    leftTime = null;
    log.goOn();
    RunStatus before = status;
    status = RunStatus.AVAILABLE;
    index.moved(this, before);
  }
}
