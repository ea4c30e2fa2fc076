package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.pg.PostgresServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The real databases behind the described ones, each made when it is first needed. Thread-safe.
 *
 * <p>The small ones share one, in which each has a schema that comes first in its search path.
 */
final class RealDatabases implements AutoCloseable {

  /** Making a schema takes far less time than connecting to do so. */
  private static final int SCHEMAS_AT_ONCE = 100;

  private static final int TOLD = 10;

  private final PostgresServer postgres;
  private final Map<String, Supplier<String>> urls = new LinkedHashMap<>();
  private final List<DatabaseSpec> specs;
  private final Lazy shared = new Lazy(() -> create("many"));
  private final List<String> made = new ArrayList<>();
  private boolean closed;

  RealDatabases(List<DatabaseSpec> specs, PostgresServer postgres) {
    this.specs = specs;
    this.postgres = postgres;
    List<DatabaseSpec> block = new ArrayList<>();
    for (DatabaseSpec spec : specs) {
      if (!spec.small()) {
        urls.put(spec.target(), new Lazy(() -> create(spec.name())));
      } else if (block.add(spec) && block.size() == SCHEMAS_AT_ONCE) {
        addSchemas(block);
        block.clear();
      }
    }
    addSchemas(block);
  }

  private void addSchemas(List<DatabaseSpec> block) {
    List<String> names = new ArrayList<>();
    for (DatabaseSpec spec : block) {
      names.add(PostgresServer.schemaName(urls.size() + names.size(), spec.name()));
    }
    Lazy url = new Lazy(() -> postgres.createSchemas(shared.get(), names));
    for (int i = 0; i < block.size(); i++) {
      String name = names.get(i);
      urls.put(block.get(i).target(), () -> url.get() + "&currentSchema=" + name);
    }
  }

  private synchronized String create(String name) {
    if (closed) {
      throw new IllegalStateException("the server was closed");
    }
    String physicalName = postgres.createDatabase(name);
    made.add(physicalName);
    return postgres.jdbcUrl(physicalName);
  }

  /** All of them. */
  List<DatabaseSpec> specs() {
    return specs;
  }

  /** Makes one when its URL is asked for. */
  Supplier<String> url(DatabaseSpec spec) {
    return () -> jdbcUrl(spec.target());
  }

  /** Where the real database behind a target is. */
  String jdbcUrl(String target) {
    return Optional.ofNullable(urls.get(target))
        .orElseThrow(() -> new IllegalArgumentException("no target " + target + ", only " + some()))
        .get();
  }

  private String some() {
    String text = urls.keySet().stream().limit(TOLD).toList().toString();
    return urls.size() > TOLD ? text + " and " + (urls.size() - TOLD) + " more" : text;
  }

  /** Drops those that were made; no other one will be. */
  @Override
  public synchronized void close() {
    closed = true;
    made.forEach(postgres::dropDatabase);
    made.clear();
  }
}
