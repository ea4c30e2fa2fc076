package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.state.Database;
import java.util.function.Supplier;

/**
 * A database of a server.
 *
 * @param environment the id of its environment
 * @param instance the id of its instance
 * @param name its name in Bytebase
 * @param small whether it is one of many, that has to do with a schema in a database of all
 */
public record DatabaseSpec(String environment, String instance, String name, boolean small) {

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

  Database empty(Supplier<String> jdbcUrl) {
    return new Database(target(), environment, jdbcUrl);
  }
}
