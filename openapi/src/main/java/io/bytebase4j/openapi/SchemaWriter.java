package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes messages and enums as OpenAPI schemas. */
final class SchemaWriter {
  private final ApiFacts facts;
  private final DocumentStyle style;
  private final SchemaNames names;
  private final Secrets secrets = Secrets.load();

  SchemaWriter(ApiFacts facts, DocumentStyle style) {
    this.facts = facts;
    this.style = style;
    this.names = SchemaNames.of(facts);
  }

  SchemaNames names() {
    return names;
  }

  /**
   * All schemas, sorted by name.
   *
   * @param boundFields request fields, by message, that travel in the path and so not in the body
   * @param pageRequests requests whose page token travels in the body; the generator is told
   */
  JsonObject schemas(Map<String, Set<String>> boundFields, Set<String> pageRequests) {
    JsonObject unsorted = new JsonObject();
    WellKnownTypes.addSchemas(unsorted);
    facts
        .messages()
        .forEach(
            (fullName, message) ->
                unsorted.add(
                    names.get(fullName),
                    messageSchema(
                        fullName, message, boundFields.getOrDefault(fullName, Set.of()))));
    pageRequests.forEach(
        fullName ->
            unsorted
                .getAsJsonObject(names.get(fullName))
                .addProperty("x-bytebase-page-request", true));
    facts
        .enums()
        .forEach((fullName, values) -> unsorted.add(names.get(fullName), enumSchema(values)));
    JsonObject sorted = new JsonObject();
    unsorted.keySet().stream().sorted().forEach(name -> sorted.add(name, unsorted.get(name)));
    return sorted;
  }

  private JsonObject messageSchema(
      String fullName, ApiFacts.Message message, Set<String> boundFields) {
    JsonObject properties = new JsonObject();
    for (ApiFacts.Field field : message.fields()) {
      if (!boundFields.contains(field.name())) {
        properties.add(field.json(), property(fullName, field));
      }
    }
    // Nothing is "required" and nothing is closed: JSON leaves out what has its default value, and
    // a newer server may send more.
    JsonObject schema = Json.object("type", "object");
    if (properties.size() > 0) {
      schema.add("properties", properties);
    }
    return schema;
  }

  private static JsonObject enumSchema(List<ApiFacts.EnumValue> values) {
    return Json.object(
        "type",
        "string",
        "description",
        "Open: a newer server may send a value that is not listed.",
        "enum",
        Json.array(values.stream().map(ApiFacts.EnumValue::name).toList()));
  }

  private JsonObject property(String message, ApiFacts.Field field) {
    JsonObject value = valueOf(message, field);
    JsonObject property = value;
    if (field.map()) {
      property = Json.object("type", "object", "additionalProperties", value);
    } else if (field.repeated()) {
      property = Json.object("type", "array", "items", value);
    }
    return marked(property, field);
  }

  /**
   * The type of the field's value, or of one element where it is a list or map; marked where it is
   * a secret.
   */
  JsonObject valueOf(String message, ApiFacts.Field field) {
    JsonObject value = typeOf(field);
    // Bytes keep their format: it says base64, and what prints them shows their length only.
    if (secrets.isSecret(names.get(message), field) && field.type().equals("string")) {
      value.addProperty("format", "password");
    }
    return value;
  }

  private JsonObject typeOf(ApiFacts.Field field) {
    if (field.ref() != null) {
      JsonObject wellKnown = WellKnownTypes.form(field.ref());
      return wellKnown == null ? Json.ref(names.get(field.ref())) : wellKnown;
    }
    return switch (field.type()) {
      case "string" -> Json.object("type", "string");
      case "bool" -> Json.object("type", "boolean");
      case "int32" -> Json.object("type", "integer", "format", "int32");
      case "uint32" -> Json.object("type", "integer", "format", "int64");
      case "int64", "uint64" ->
          Json.object(
              "type", style == DocumentStyle.PUBLISHED ? "string" : "integer", "format", "int64");
      case "float" -> Json.object("type", "number", "format", "float");
      case "double" -> Json.object("type", "number", "format", "double");
      case "bytes" -> Json.object("type", "string", "format", "byte");
      default ->
          throw new ConversionException(
              "field " + field.name() + ": no JSON form is known for type " + field.type());
    };
  }

  // Only the published document says which way a field travels: in the generated client the mark
  // would take away setters that tests and tools need.
  private JsonObject marked(JsonObject property, ApiFacts.Field field) {
    JsonObject marks = new JsonObject();
    if (style == DocumentStyle.PUBLISHED && field.behavior().contains("OUTPUT_ONLY")) {
      marks.addProperty("readOnly", true);
    }
    if (style == DocumentStyle.PUBLISHED && field.behavior().contains("INPUT_ONLY")) {
      marks.addProperty("writeOnly", true);
    }
    if (field.oneof() != null) {
      marks.addProperty("description", "At most one field of \"" + field.oneof() + "\" is set.");
    }
    if (marks.size() == 0) {
      return property;
    }
    if (property.has("$ref")) {
      // OpenAPI 3.0 ignores what stands beside a reference.
      return style == DocumentStyle.GENERATOR
          ? property
          : merged(Json.object("allOf", Json.array(List.of(property))), marks);
    }
    return merged(property, marks);
  }

  private static JsonObject merged(JsonObject into, JsonObject marks) {
    marks
        .entrySet()
        .forEach(
            mark -> {
              if (!into.has(mark.getKey())) {
                into.add(mark.getKey(), mark.getValue());
              }
            });
    return into;
  }
}
