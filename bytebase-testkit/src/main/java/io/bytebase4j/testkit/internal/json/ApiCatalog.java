package io.bytebase4j.testkit.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.testkit.internal.json.MessageType.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The structure of the API of an age: every path and its permission, and the messages of the
 * requests that the testkit reads.
 */
public final class ApiCatalog {

  private final List<ApiMethod> methods;
  private final Map<String, MessageType> messages;
  private final Map<String, Map<String, Integer>> enums;

  private ApiCatalog(JsonObject json) {
    methods = methods(json.getAsJsonArray("methods"));
    messages = messages(json.getAsJsonObject("messages"));
    enums = enums(json.getAsJsonObject("enums"));
  }

  /** Reads the catalog of an age, for example {@code 2026-08}, from the module's resources. */
  public static ApiCatalog load(String age) {
    String resource = "/io/bytebase4j/testkit/internal/api-" + age + ".json";
    try (InputStream in = ApiCatalog.class.getResourceAsStream(resource);
        Reader reader =
            new InputStreamReader(Objects.requireNonNull(in, resource), StandardCharsets.UTF_8)) {
      return new ApiCatalog(JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /**
   * The methods that answer at a path, whatever their verb; those whose path ends in a {@code
   * :verb} first.
   */
  public List<ApiMethod> at(String path) {
    List<ApiMethod> found = methods.stream().filter(m -> m.matches(path)).toList();
    List<ApiMethod> custom = found.stream().filter(ApiMethod::custom).toList();
    return custom.isEmpty() ? found : custom;
  }

  /** A message whose fields are known; the testkit asks only for those it carries. */
  public MessageType message(String name) {
    MessageType message = messages.get(name);
    if (message == null) {
      throw new IllegalArgumentException("the catalog has no fields of " + name);
    }
    return message;
  }

  /** Whether the catalog carries the fields of a message. */
  public boolean hasMessage(String name) {
    return messages.containsKey(name);
  }

  /** The values of an enum with their numbers. */
  public Map<String, Integer> enumValues(String name) {
    return enums.getOrDefault(name, Map.of());
  }

  private static List<ApiMethod> methods(JsonArray array) {
    List<ApiMethod> list = new ArrayList<>();
    for (JsonElement element : array) {
      JsonObject m = element.getAsJsonObject();
      String path = m.get("path").getAsString();
      list.add(
          new ApiMethod(
              m.get("procedure").getAsString(),
              m.get("verb").getAsString(),
              ApiMethod.pattern(path),
              path.substring(path.lastIndexOf('}') + 1).contains(":"),
              m.get("input").getAsString(),
              text(m, "body"),
              text(m, "permission"),
              m.has("open")));
    }
    list.sort(Comparator.comparing(ApiMethod::procedure));
    return List.copyOf(list);
  }

  private static Map<String, MessageType> messages(JsonObject object) {
    Map<String, MessageType> map = new HashMap<>();
    object
        .entrySet()
        .forEach(
            e ->
                map.put(
                    e.getKey(),
                    new MessageType(e.getKey(), fields(e.getValue().getAsJsonArray()))));
    return map;
  }

  private static List<Field> fields(JsonArray array) {
    List<Field> list = new ArrayList<>();
    for (JsonElement element : array) {
      JsonObject f = element.getAsJsonObject();
      list.add(
          new Field(
              f.get("json").getAsString(),
              f.get("name").getAsString(),
              f.get("type").getAsString(),
              text(f, "ref"),
              f.has("repeated"),
              f.has("map")));
    }
    return list;
  }

  private static Map<String, Map<String, Integer>> enums(JsonObject object) {
    Map<String, Map<String, Integer>> map = new HashMap<>();
    for (Map.Entry<String, JsonElement> e : object.entrySet()) {
      Map<String, Integer> values = new LinkedHashMap<>();
      e.getValue()
          .getAsJsonObject()
          .entrySet()
          .forEach(v -> values.put(v.getKey(), v.getValue().getAsInt()));
      map.put(e.getKey(), values);
    }
    return map;
  }

  private static String text(JsonObject object, String key) {
    return object.has(key) ? object.get(key).getAsString() : "";
  }
}
