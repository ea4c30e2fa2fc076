package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON forms of the types that the API takes from Google's common ones. */
final class WellKnownTypes {
  private static final String STATUS = "RpcStatus";
  private static final String CONDITION = "Expr";
  private static final String COLOR = "Color";

  private static final Map<String, Supplier<JsonObject>> FORMS =
      Map.ofEntries(
          Map.entry(
              "google.protobuf.Timestamp",
              () -> Json.object("type", "string", "format", "date-time")),
          Map.entry(
              "google.protobuf.Duration",
              () ->
                  Json.object(
                      "type", "string", "description", "Seconds with the suffix s, such as 3.5s.")),
          Map.entry(
              "google.protobuf.FieldMask",
              () -> Json.object("type", "string", "description", "Field names, parted by commas.")),
          Map.entry("google.protobuf.Any", WellKnownTypes::freeForm),
          Map.entry("google.protobuf.Value", JsonObject::new),
          Map.entry("google.protobuf.NullValue", JsonObject::new),
          Map.entry("google.api.expr.v1alpha1.Expr", WellKnownTypes::freeForm),
          Map.entry("google.rpc.Status", () -> Json.ref(STATUS)),
          Map.entry("google.type.Expr", () -> Json.ref(CONDITION)),
          Map.entry("google.type.Color", () -> Json.ref(COLOR)));

  private WellKnownTypes() {}

  static @Nullable JsonObject form(String fullName) {
    Supplier<JsonObject> form = FORMS.get(fullName);
    return form == null ? null : form.get();
  }

  static boolean isEmpty(String fullName) {
    return fullName.equals("google.protobuf.Empty");
  }

  static Set<String> schemaNames() {
    return Set.of(STATUS, CONDITION, COLOR);
  }

  static void addSchemas(JsonObject schemas) {
    schemas.add(
        STATUS,
        objectOf(
            "An error, as the API answers it.",
            Json.object(
                "code", Json.object("type", "integer", "format", "int32"),
                "message", Json.object("type", "string"),
                "details", Json.object("type", "array", "items", freeForm()))));
    schemas.add(
        CONDITION,
        objectOf(
            "A condition in the Common Expression Language.",
            Json.object(
                "expression", Json.object("type", "string"),
                "title", Json.object("type", "string"),
                "description", Json.object("type", "string"),
                "location", Json.object("type", "string"))));
    schemas.add(
        COLOR,
        objectOf(
            "A colour; each part is between 0 and 1.",
            Json.object(
                "red", Json.object("type", "number", "format", "float"),
                "green", Json.object("type", "number", "format", "float"),
                "blue", Json.object("type", "number", "format", "float"),
                "alpha", Json.object("type", "number", "format", "float"))));
  }

  private static JsonObject freeForm() {
    return Json.object("type", "object", "additionalProperties", true);
  }

  private static JsonObject objectOf(String description, JsonObject properties) {
    return Json.object("type", "object", "description", description, "properties", properties);
  }
}
