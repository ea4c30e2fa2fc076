package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a method answers a list page by page: its request takes a page token, its answer gives the
 * next one beside exactly one list of messages.
 *
 * @param items the answer's field that holds the list
 */
record Paging(ApiFacts.Field items) {

  /** The paging of a method, or null where it has none. */
  static @Nullable Paging of(List<ApiFacts.Field> request, List<ApiFacts.Field> answer) {
    List<ApiFacts.Field> lists =
        answer.stream()
            .filter(field -> field.repeated() && !field.map() && isMessage(field))
            .toList();
    boolean paged = hasText(request, "page_token") && hasText(answer, "next_page_token");
    return paged && lists.size() == 1 ? new Paging(lists.get(0)) : null;
  }

  // Of Google's common types the generator makes no classes of their own.
  private static boolean isMessage(ApiFacts.Field field) {
    return field.type().equals("message")
        && field.ref() != null
        && WellKnownTypes.form(field.ref()) == null;
  }

  private static boolean hasText(List<ApiFacts.Field> fields, String name) {
    return fields.stream()
        .anyMatch(
            field ->
                field.name().equals(name) && field.type().equals("string") && !field.repeated());
  }

  /** What the generator needs to know of it: the list's field, its getter, and its elements. */
  JsonObject mark(SchemaNames names) {
    return Json.object(
        "items",
        items.json(),
        "getter",
        "get" + JsonNames.upperFirst(items.json()),
        "type",
        names.get(Objects.requireNonNull(items.ref())));
  }
}
