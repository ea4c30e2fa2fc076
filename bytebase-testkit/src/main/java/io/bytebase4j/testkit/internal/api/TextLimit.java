package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field whose text must not be too long.
 *
 * @param parent the field that it is in; none if it stands in the request itself
 * @param name its name
 * @param number its number in its message
 * @param characters how many characters it may have
 */
record TextLimit(@Nullable Parent parent, String name, int number, int characters) {

  /**
   * A field that holds others.
   *
   * @param name its name
   * @param number its number in the request
   */
  record Parent(String name, int number) {}

  void check(String text) {
    if (text.codePointCount(0, text.length()) <= characters) {
      return;
    }
    String path = parent == null ? name : parent.name() + "." + name;
    String words = "must be at most " + characters + " characters";
    throw ApiException.violation(path + ": " + words, detail(words));
  }

  private JsonObject detail(String words) {
    List<JsonObject> path = new ArrayList<>();
    if (parent != null) {
      path.add(element(parent.name(), parent.number(), "MESSAGE"));
    }
    path.add(element(name, number, "STRING"));
    List<JsonObject> rule =
        List.of(element("string", 14, "MESSAGE"), element("max_len", 3, "UINT64"));
    JsonObject violation =
        Json.object()
            .put("field", elements(path))
            .put("rule", elements(rule))
            .put("ruleId", "string.max_len")
            .put("message", words)
            .build();
    return Json.object()
        .put("@type", "type.googleapis.com/buf.validate.Violations")
        .put("violations", Json.array(Collections.singletonList(violation)))
        .build();
  }

  private static JsonObject elements(List<JsonObject> list) {
    return Json.object().put("elements", Json.array(list)).build();
  }

  private static JsonObject element(String name, int number, String type) {
    return Json.object()
        .put("fieldNumber", number)
        .put("fieldName", name)
        .put("fieldType", "TYPE_" + type)
        .build();
  }
}
