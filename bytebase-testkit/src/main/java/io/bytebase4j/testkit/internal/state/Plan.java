package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plan and, once it is made, its rollout. Guarded by the lock of {@link State}. */
public final class Plan {

  /**
   * What a plan is made of.
   *
   * @param title its title
   * @param description its description; may be empty
   * @param specs its specs, as sent
   * @param creator the account that makes it, {@code users/…}
   * @param changes what its specs ask for
   */
  public record Draft(
      String title, String description, JsonArray specs, String creator, List<Change> changes) {
    /** Copies the changes. */
    public Draft {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One spec: a release for some databases.
   *
   * @param specId the id of the spec
   * @param release the name of the release
   * @param targets the databases
   */
  public record Change(String specId, String release, List<Database> targets) {
    /** Copies the targets. */
    public Change {
      targets = List.copyOf(targets);
    }
  }

  private final long id;
  private final Draft draft;
  private final Instant createTime;
  private final List<Task> tasks = new ArrayList<>();
  private Instant updateTime;
  private boolean rolledOut;

  Plan(long id, Draft draft, Instant createTime) {
    this.id = id;
    this.draft = draft;
    this.createTime = createTime;
    this.updateTime = createTime;
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** What it is made of. */
  public Draft draft() {
    return draft;
  }

  /** When it was made. */
  public Instant createTime() {
    return createTime;
  }

  /** When it got its rollout, or else when it was made. */
  public Instant updateTime() {
    return updateTime;
  }

  /** The tasks of its rollout. */
  public List<Task> tasks() {
    return tasks;
  }

  /** Whether it has a rollout. */
  public boolean hasRollout() {
    return rolledOut;
  }

  /** Notes that it has a rollout now. */
  void rollOut(Instant now) {
    rolledOut = true;
    updateTime = now;
  }

  /** When one of its runs changed last; when it was made, if it has none. */
  public Instant lastRunUpdate() {
    return tasks.stream()
        .flatMap(t -> t.runs().stream())
        .map(TaskRun::updateTime)
        .max(Instant::compareTo)
        .orElse(createTime);
  }
}
