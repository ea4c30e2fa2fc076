package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.state.Database;

/**
 * A database of a server.
 *
 * @param environment the id of its environment
 * @param instance the id of its instance
 * @param name its name in Bytebase
 * @param jdbcUrl where the real one is; empty as long as it is not made
 */
public record DatabaseSpec(String environment, String instance, String name, String jdbcUrl) {

  /** Its resource name. */
  public String target() {
    return "instances/" + instance + "/databases/" + name;
  }

  /** Refuses an id that would break a resource name. */
  public static String requireId(String id) {
    if (id.isEmpty() || id.contains("/")) {
      throw new IllegalArgumentException("an id is not empty and has no slash: '" + id + "'");
    }
    return id;
  }

  /** The same, with the real one. */
  public DatabaseSpec at(String url) {
    return new DatabaseSpec(environment, instance, name, url);
  }

  Database empty() {
    return new Database(target(), environment, jdbcUrl);
  }
}
