package io.bytebase4j.testkit.internal.json;

import java.util.List;
import java.util.Optional;

/**
 * A message of the API: which fields a request may have.
 *
 * @param name the full protobuf name
 * @param fields its fields in order
 */
public record MessageType(String name, List<Field> fields) {

  /** Copies the list. */
  public MessageType {
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param json its name in JSON
   * @param proto its name in protobuf, which the server takes as well
   * @param type {@code string}, {@code bytes}, {@code enum}, {@code message}, …
   * @param ref the message or enum; empty for other types
   * @param repeated whether it is a list
   * @param map whether it is a map with string keys
   */
  public record Field(
      String json, String proto, String type, String ref, boolean repeated, boolean map) {}

  /** The field with a JSON or protobuf name. */
  public Optional<Field> field(String key) {
    return fields.stream().filter(f -> f.json().equals(key) || f.proto().equals(key)).findFirst();
  }
}
