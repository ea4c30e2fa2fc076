package io.bytebase4j.client.rest;

/**
 * The full name of a resource, such as {@code projects/hr/releases/x}: how the API calls a resource
 * in paths and messages. The generated calls take one wherever they take the name as text; the
 * usual kinds are in {@code io.bytebase4j.client.name}. Implementations are immutable and
 * thread-safe, and their {@code toString} is the full name too.
 */
public interface ResourceName {
  /**
   * The full name.
   *
   * @return for example {@code projects/hr/releases/x}
   */
  String name();
}
