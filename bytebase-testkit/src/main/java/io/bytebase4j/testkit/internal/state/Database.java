package io.bytebase4j.testkit.internal.state;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A target, and what was applied to it. Guarded by the lock of {@link State}. */
public final class Database {

  private final String target;
  private final String environment;
  private final Supplier<String> jdbcUrl;
  private final Map<String, Revision> applied = new HashMap<>();
  private boolean migratedBefore;
  private boolean busy;

  /**
   * A database that nothing was applied to yet.
   *
   * @param target {@code instances/…/databases/…}
   * @param environment the id of its environment
   * @param jdbcUrl where the real database is; makes it if it is not there yet
   */
  public Database(String target, String environment, Supplier<String> jdbcUrl) {
    this.target = target;
    this.environment = environment;
    this.jdbcUrl = jdbcUrl;
  }

  /** Its name in Bytebase. */
  public String target() {
    return target;
  }

  /** The id of its environment. */
  public String environment() {
    return environment;
  }

  /** Where the real database is. Not to be called inside the lock: it may have to be made. */
  public String jdbcUrl() {
    return jdbcUrl.get();
  }

  /** The SHA-256 of the text that was applied as a version. */
  public Optional<String> applied(String version) {
    return Optional.ofNullable(applied.get(version)).map(revision -> revision.file().sha256());
  }

  /** Notes that a version was applied. */
  public void apply(Revision revision) {
    applied.put(revision.file().version(), revision);
  }

  /** What was applied, by versions as texts, the last first. */
  public List<Revision> revisions() {
    return applied.values().stream()
        .sorted(Comparator.comparing((Revision r) -> r.file().version()).reversed())
        .toList();
  }

  /** Whether no task ran here so far; answers yes once. */
  public boolean firstTask() {
    boolean first = !migratedBefore;
    migratedBefore = true;
    return first;
  }

  /** Whether a task run is at work here. */
  public boolean isBusy() {
    return busy;
  }

  /** Notes whether a task run is at work here. */
  public void setBusy(boolean busy) {
    this.busy = busy;
  }
}
