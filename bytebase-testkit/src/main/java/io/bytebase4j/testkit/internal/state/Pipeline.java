package io.bytebase4j.testkit.internal.state;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The rollout of a plan of 2025, which has a number and a title of its own; in 2026 a rollout is
 * but the second half of its plan. Guarded by the lock of {@link State}.
 */
public final class Pipeline {

  private final long id;
  private final Plan plan;
  private final String title;
  private final String creator;
  private final Instant createTime;
  private final LongSupplier stageIds;
  private final Map<String, Long> stages = new LinkedHashMap<>();

  Pipeline(
      long id, Plan plan, String title, String creator, Instant createTime, LongSupplier stageIds) {
    this.id = id;
    this.plan = plan;
    this.title = title;
    this.creator = creator;
    this.createTime = createTime;
    this.stageIds = stageIds;
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /** The plan it is for. */
  public Plan plan() {
    return plan;
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** The account that made it, {@code users/…}. */
  public String creator() {
    return creator;
  }

  /** When it was made. */
  public Instant createTime() {
    return createTime;
  }

  /** Gives the stage of an environment a number, if it has none yet. */
  void addStage(String environment) {
    stages.computeIfAbsent(environment, e -> stageIds.getAsLong());
  }

  /** The number of the stage of an environment. */
  public Optional<Long> stage(String environment) {
    return Optional.ofNullable(stages.get(environment));
  }

  /** The environment of the stage with a number. */
  public Optional<String> environment(long stage) {
    return stages.entrySet().stream()
        .filter(e -> e.getValue() == stage)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
