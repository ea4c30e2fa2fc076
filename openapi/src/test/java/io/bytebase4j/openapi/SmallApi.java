package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts about a made-up API of rooms and books, put together by a test. */
final class SmallApi {
  private static final String PACKAGE = "bytebase.v1.";

  private final Map<String, ApiFacts.Message> messages = new LinkedHashMap<>();
  private final Map<String, List<ApiFacts.EnumValue>> enums = new LinkedHashMap<>();
  private final List<ApiFacts.Method> methods = new ArrayList<>();

  /** One message {@code Book} with the fields, and a method that answers it. */
  static SmallApi withBook(ApiFacts.Field... fields) {
    return new SmallApi()
        .message("GetBookRequest", text("name"))
        .message("Book", fields)
        .method("GetBook", "Book", get("/v1/{name=rooms/*/books/*}"));
  }

  SmallApi message(String name, ApiFacts.Field... fields) {
    messages.put(PACKAGE + name, new ApiFacts.Message(List.of(fields), null));
    return this;
  }

  SmallApi enumeration(String name, String... values) {
    List<ApiFacts.EnumValue> list = new ArrayList<>();
    for (String value : values) {
      list.add(new ApiFacts.EnumValue(value, list.size()));
    }
    enums.put(PACKAGE + name, list);
    return this;
  }

  /** A method whose request message is its name with {@code Request}. */
  SmallApi method(String name, String output, ApiFacts.Binding... bindings) {
    String answer = output.contains(".") ? output : PACKAGE + output;
    return method(name, answer, false, bindings);
  }

  SmallApi streamingMethod(String name, String output, ApiFacts.Binding... bindings) {
    return method(name, PACKAGE + output, true, bindings);
  }

  private SmallApi method(
      String name, String output, boolean streams, ApiFacts.Binding... bindings) {
    methods.add(
        new ApiFacts.Method(
            name,
            PACKAGE + name + "Request",
            output,
            List.of(bindings),
            null,
            false,
            false,
            streams,
            false));
    return this;
  }

  ApiFacts facts() {
    return new ApiFacts(
        List.of(new ApiFacts.Service(PACKAGE + "ShelfService", methods)), messages, enums);
  }

  OpenApiConverter convert(DocumentStyle style) {
    return OpenApiConverter.convert(facts(), "2026-08", style);
  }

  JsonObject document(DocumentStyle style) {
    return JsonParser.parseString(convert(style).json()).getAsJsonObject();
  }

  /** What the document says of a field of {@code Book}. */
  JsonObject bookField(DocumentStyle style, String name) {
    return RealApi.schemas(document(style))
        .getAsJsonObject("Book")
        .getAsJsonObject("properties")
        .getAsJsonObject(name);
  }

  static ApiFacts.Binding get(String path) {
    return new ApiFacts.Binding("GET", path, null);
  }

  static ApiFacts.Binding post(String path, @Nullable String body) {
    return new ApiFacts.Binding("POST", path, body);
  }

  static ApiFacts.Field text(String name) {
    return scalar(name, "string");
  }

  static ApiFacts.Field scalar(String name, String type) {
    return field(name, type, null, false, false);
  }

  static ApiFacts.Field list(String name, String type) {
    return field(name, type, null, true, false);
  }

  static ApiFacts.Field map(String name, String type) {
    return field(name, type, null, false, true);
  }

  static ApiFacts.Field messageField(String name, String ref) {
    return field(name, "message", ref.contains(".") ? ref : PACKAGE + ref, false, false);
  }

  static ApiFacts.Field enumField(String name, String ref) {
    return field(name, "enum", PACKAGE + ref, false, false);
  }

  static ApiFacts.Field marked(String name, String... marks) {
    return new ApiFacts.Field(
        name, JsonNames.camelCase(name), "string", null, false, false, null, List.of(marks));
  }

  private static ApiFacts.Field field(
      String name, String type, @Nullable String ref, boolean repeated, boolean map) {
    return new ApiFacts.Field(
        name, JsonNames.camelCase(name), type, ref, repeated, map, null, List.of());
  }
}
