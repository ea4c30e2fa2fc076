package io.bytebase4j.testkit.internal.state;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issue of a plan: whether it is to be approved, and by whom, which on the free plan is always
 * nobody. Guarded by the lock of {@link State}.
 */
public final class Issue {

  /** How far it is. */
  public enum Status {
    /** Nothing has come of it yet. */
    OPEN,
    /** The plan has a rollout. */
    DONE,
    /** Was closed. */
    CANCELED
  }

  /**
   * What an issue is made of.
   *
   * @param title its title
   * @param description its description; may be empty
   * @param creator the account that makes it, {@code users/…}
   */
  public record Draft(String title, String description, String creator) {}

  private final long id;
  private final Plan plan;
  private final Draft draft;
  private final Instant createTime;
  private Instant updateTime;
  private Status status = Status.OPEN;
  private boolean found;
  private @Nullable Pipeline pipeline;

  Issue(long id, Plan plan, Draft draft, Instant createTime) {
    this.id = id;
    this.plan = plan;
    this.draft = draft;
    this.createTime = createTime;
    this.updateTime = createTime;
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** The plan it is for. */
  public Plan plan() {
    return plan;
  }

  /** What it is made of. */
  public Draft draft() {
    return draft;
  }

  /** When it was made. */
  public Instant createTime() {
    return createTime;
  }

  /** When it changed last. */
  public Instant updateTime() {
    return updateTime;
  }

  /** How far it is. */
  public Status status() {
    return status;
  }

  /** Whether the server has found out who is to approve it: nobody. */
  public boolean needsNoApproval() {
    return found;
  }

  /** The rollout of 2025 that it is for, if it has one. */
  public Optional<Pipeline> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** Notes the rollout that it is for. */
  public void setPipeline(Pipeline rollout) {
    pipeline = rollout;
  }

  /** Notes that nobody is to approve it. */
  void find(Instant now) {
    found = true;
    updateTime = now;
  }

  /** Moves on to another status. */
  public void become(Status next, Instant now) {
    status = next;
    updateTime = now;
  }
}
