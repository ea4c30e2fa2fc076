package io.bytebase4j.openapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between two JSON documents, short enough to read in a test's failure. */
final class DocumentDiff {
  private static final int SHOWN = 20;

  private DocumentDiff() {}

  /** At most {@value #SHOWN} lines with the places that differ; empty where nothing does. */
  static String between(String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    Map<String, String> was = new TreeMap<>();
    flatten("", JsonParser.parseString(before), was);
    Map<String, String> is = new TreeMap<>();
    flatten("", JsonParser.parseString(after), is);
    List<String> lines = new ArrayList<>();
    was.forEach(
        (place, value) -> {
          if (!is.containsKey(place)) {
            lines.add("- " + place + " = " + value);
          } else if (!value.equals(is.get(place))) {
            lines.add("~ " + place + " = " + value + " -> " + is.get(place));
          }
        });
    is.forEach(
        (place, value) -> {
          if (!was.containsKey(place)) {
            lines.add("+ " + place + " = " + value);
          }
        });
    if (lines.isEmpty()) {
      return "same content; only order or layout differs";
    }
    String more = lines.size() > SHOWN ? "\n... and " + (lines.size() - SHOWN) + " more" : "";
    return String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size()))) + more;
  }

  private static void flatten(String place, JsonElement element, Map<String, String> into) {
    if (element.isJsonObject() && !element.getAsJsonObject().isEmpty()) {
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> flatten(place + " > " + member.getKey(), member.getValue(), into));
    } else if (element.isJsonArray() && !element.getAsJsonArray().isEmpty()) {
      int index = 0;
      for (JsonElement item : element.getAsJsonArray()) {
        flatten(place + "[" + index++ + "]", item, into);
      }
    } else {
      into.put(place, element.toString());
    }
  }
}
