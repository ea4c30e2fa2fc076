package io.bytebase4j.samples.pipelines.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of a pipeline's file, read key by key. {@link #done} refuses what was not read, so that
 * no key is passed over.
 */
final class Keys {
  private final String where;
  private final Map<String, Object> left = new LinkedHashMap<>();

  private Keys(String where) {
    this.where = where;
  }

  static Keys of(Object node, String where) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new UnsupportedPipelineException(where, "expected keys with values, not " + node);
    }
    Keys keys = new Keys(where);
    map.forEach((key, value) -> keys.left.put(String.valueOf(key), value));
    return keys;
  }

  String where() {
    return where;
  }

  UnsupportedPipelineException refuse(String what) {
    return new UnsupportedPipelineException(where, what);
  }

  List<String> names() {
    return List.copyOf(left.keySet());
  }

  boolean has(String key) {
    return left.containsKey(key);
  }

  Optional<Object> any(String key) {
    return Optional.ofNullable(left.remove(key));
  }

  Object required(String key) {
    return any(key).orElseThrow(() -> refuse("the key " + key + " is missing"));
  }

  String text(String key) {
    return scalar(required(key), key);
  }

  Optional<String> textIfAny(String key) {
    return any(key).map(value -> scalar(value, key));
  }

  /** A key that may be true or false, and is false where it is missing. */
  boolean flag(String key) {
    return textIfAny(key).map(value -> bool(value, key)).orElse(false);
  }

  /** A key that has one value in our files, the only one whose meaning is known here. */
  void only(String key, String value) {
    textIfAny(key)
        .filter(found -> !found.equals(value))
        .ifPresent(
            found -> {
              throw refuse(key + " is " + found + ", and only " + value + " is known");
            });
  }

  /** Takes keys that change nothing of what is executed, such as names for people. */
  void noEffect(String... keys) {
    for (String key : keys) {
      left.remove(key);
    }
  }

  List<Object> list(String key) {
    return any(key).map(value -> list(value, where + "." + key)).orElse(List.of());
  }

  /** One text, or a list of them. */
  List<String> texts(String key) {
    Optional<Object> value = any(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Object> all =
        value.get() instanceof List<?> ? list(value.get(), where) : List.of(value.get());
    return all.stream().map(one -> scalar(one, key)).toList();
  }

  Optional<Keys> child(String key) {
    return any(key).map(value -> of(value, where + "." + key));
  }

  /** A mapping of names to texts, such as variables. */
  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    child(key).ifPresent(map -> map.names().forEach(name -> texts.put(name, map.text(name))));
    return texts;
  }

  void done() {
    if (!left.isEmpty()) {
      throw refuse("unknown keys " + left.keySet());
    }
  }

  static List<Object> list(Object value, String where) {
    if (!(value instanceof List<?> list)) {
      throw new UnsupportedPipelineException(where, "expected a list, not " + value);
    }
    return new ArrayList<>(list);
  }

  private boolean bool(String value, String key) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse(key + " is " + value + " and must be true or false");
    };
  }

  private String scalar(Object value, String key) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw refuse("expected one value of " + key + ", not " + value);
    }
    return String.valueOf(value);
  }
}
