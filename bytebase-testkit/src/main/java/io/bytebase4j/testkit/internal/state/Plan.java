package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan and, once it is made, its rollout. Guarded by the lock of {@link State}. */
public final class Plan {

  /**
   * What a plan is made of.
   *
   * @param title its title
   * @param description its description; may be empty
   * @param specs its specs, as sent; in May 2025 its steps, which hold the specs
   * @param creator the account that makes it, {@code users/…}
   * @param changes what its specs ask for
   * @param source the name of the release that all of it comes from, if it was sent
   */
  public record Draft(
      String title,
      String description,
      JsonArray specs,
      String creator,
      List<Change> changes,
      String source) {
    /** Copies the changes. */
    public Draft {
      changes = List.copyOf(changes);
    }

    /** A plan without such a release. */
    public Draft(
        String title, String description, JsonArray specs, String creator, List<Change> changes) {
      this(title, description, specs, creator, changes, "");
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
  private final Map<Long, Task> tasksById = new HashMap<>();
  private final Map<String, List<Task>> tasksByEnvironment = new HashMap<>();
  private final Map<Database, List<Task>> tasksByDatabase = new HashMap<>();
  private Instant updateTime;
  private @Nullable Instant lastRunUpdate;
  private @Nullable Issue issue;
  private @Nullable Pipeline pipeline;
  private boolean rolledOut;
  private boolean archived;

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

  /** When it changed last or got its rollout, or else when it was made. */
  public Instant updateTime() {
    return updateTime;
  }

  /** Its issue, if it has one. */
  public Optional<Issue> issue() {
    return Optional.ofNullable(issue);
  }

  void setIssue(Issue made) {
    issue = made;
  }

  /** Its rollout as the servers of 2025 have it, if it has one. */
  public Optional<Pipeline> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  void setPipeline(Pipeline made) {
    pipeline = made;
  }

  /** Whether it is archived. */
  public boolean isArchived() {
    return archived;
  }

  /** Archives it. */
  public void archive(Instant now) {
    archived = true;
    updateTime = now;
  }

  /** The tasks of its rollout. */
  public List<Task> tasks() {
    return tasks;
  }

  /** The task with a number. */
  public Optional<Task> task(long number) {
    return Optional.ofNullable(tasksById.get(number));
  }

  /** The tasks of a stage. */
  public List<Task> tasks(String environment) {
    return tasksByEnvironment.getOrDefault(environment, List.of());
  }

  /** The tasks in a database. */
  public List<Task> tasks(Database database) {
    return tasksByDatabase.getOrDefault(database, List.of());
  }

  /** Whether it has a rollout. */
  public boolean hasRollout() {
    return rolledOut;
  }

  void add(Task task) {
    tasks.add(task);
    tasksById.put(task.id(), task);
    tasksByEnvironment
        .computeIfAbsent(task.database().environment(), environment -> new ArrayList<>())
        .add(task);
    tasksByDatabase.computeIfAbsent(task.database(), database -> new ArrayList<>()).add(task);
  }

  /** Notes that it has a rollout now. */
  void rollOut(Instant now) {
    rolledOut = true;
    updateTime = now;
  }

  /** Notes that a run changed. */
  void runChanged(Instant now) {
    if (lastRunUpdate == null || now.isAfter(lastRunUpdate)) {
      lastRunUpdate = now;
    }
  }

  /** When one of its runs changed last; when it was made, if it has none. */
  public Instant lastRunUpdate() {
    return lastRunUpdate == null ? createTime : lastRunUpdate;
  }
}
