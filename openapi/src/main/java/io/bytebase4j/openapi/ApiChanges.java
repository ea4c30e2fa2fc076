package io.bytebase4j.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What lies between two ages of the API: operations, fields and enum values that came, went or
 * changed.
 *
 * @param added what only the newer age has
 * @param removed what only the older age has
 * @param changed what both have, with what it was and what it became
 */
record ApiChanges(List<String> added, List<String> removed, List<String> changed) {

  static ApiChanges between(ApiFacts older, ApiFacts newer) {
    Map<String, String> before = lines(older);
    Map<String, String> after = lines(newer);
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    after.forEach(
        (name, form) -> {
          String was = before.get(name);
          if (was == null) {
            added.add(name + ": " + form);
          } else if (!was.equals(form)) {
            changed.add(name + ": " + was + " -> " + form);
          }
        });
    before.forEach(
        (name, form) -> {
          if (!after.containsKey(name)) {
            removed.add(name + ": " + form);
          }
        });
    return new ApiChanges(List.copyOf(added), List.copyOf(removed), List.copyOf(changed));
  }

  /** Everything a caller can see, one line a thing. */
  private static Map<String, String> lines(ApiFacts facts) {
    Map<String, String> lines = new TreeMap<>();
    for (ApiFacts.Service service : facts.services()) {
      for (ApiFacts.Method method : service.methods()) {
        lines.put("operation " + service.shortName() + "." + method.name(), form(method));
      }
    }
    facts
        .messages()
        .forEach(
            (name, message) ->
                message
                    .fields()
                    .forEach(
                        field ->
                            lines.put("field " + name + "." + field.json(), field.typeName())));
    facts
        .enums()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> lines.put("value " + name + "." + value.name(), "" + value.number())));
    return lines;
  }

  private static String form(ApiFacts.Method method) {
    String bindings =
        method.http().stream()
            .map(
                binding ->
                    binding.verb()
                        + " "
                        + binding.path()
                        + " body "
                        + Objects.toString(binding.body(), "none"))
            .collect(Collectors.joining(", "));
    return bindings + " returns " + method.output();
  }

  /** A text for people: three headed lists, each with its count. */
  String text() {
    StringBuilder text = new StringBuilder();
    list(text, "Added", added);
    list(text, "Removed", removed);
    list(text, "Changed", changed);
    return text.toString();
  }

  private static void list(StringBuilder text, String head, List<String> lines) {
    text.append(head).append(": ").append(lines.size()).append('\n');
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
  }
}
