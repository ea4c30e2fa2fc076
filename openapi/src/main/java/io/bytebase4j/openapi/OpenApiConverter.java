package io.bytebase4j.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Turns {@link ApiFacts} into an OpenAPI 3.0 document of the REST binding.
 *
 * <p>The same facts give the same bytes each time. Immutable and thread-safe.
 */
final class OpenApiConverter {
  private final String json;
  private final List<String> leftOut;

  private OpenApiConverter(String json, List<String> leftOut) {
    this.json = json;
    this.leftOut = leftOut;
  }

  /**
   * Converts.
   *
   * @param facts the API's structure
   * @param apiVersion the age of the API, for the document's head, for example {@code 2026-08}
   * @param style which of the two documents
   * @return the result
   * @throws ConversionException if two things clash, a type is unknown, or a field that sounds like
   *     a secret is not listed as one or as harmless
   */
  static OpenApiConverter convert(ApiFacts facts, String apiVersion, DocumentStyle style) {
    SchemaWriter schemas = new SchemaWriter(facts, style);
    OperationWriter operations =
        new OperationWriter(facts, style, schemas, new OperationTexts(apiVersion));
    JsonObject paths = operations.paths();
    JsonObject components = new JsonObject();
    if (style == DocumentStyle.PUBLISHED) {
      components.add("responses", OperationWriter.sharedResponses());
    }
    components.add(
        "schemas",
        References.reachable(
            Json.object("paths", paths, "components", components.deepCopy()),
            schemas.schemas(operations.boundFields(), operations.pageRequests())));
    components.add(
        "securitySchemes",
        Json.object(
            "bearer", Json.object("type", "http", "scheme", "bearer", "bearerFormat", "JWT")));
    JsonObject document =
        Json.object(
            "openapi",
            "3.0.3",
            "info",
            info(apiVersion),
            "servers",
            Json.array(
                List.of(
                    Json.object(
                        "url",
                        "https://bytebase.invalid",
                        "description",
                        "Your Bytebase server."))),
            "security",
            Json.array(List.of(Json.object("bearer", new JsonArray()))),
            "tags",
            tags(facts),
            "paths",
            paths,
            "components",
            components);
    return new OpenApiConverter(Json.pretty(document), operations.leftOut());
  }

  private static JsonObject info(String apiVersion) {
    return Json.object(
        "title",
        "Bytebase API",
        "version",
        apiVersion,
        "description",
        "The REST binding of the Bytebase API, written from facts about its structure by Bytebase4J,"
            + " which is independent of Bytebase Inc.",
        "license",
        Json.object("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"));
  }

  private static JsonArray tags(ApiFacts facts) {
    return Json.array(
        facts.services().stream()
            .map(ApiFacts.Service::shortName)
            .sorted()
            .map(
                tag ->
                    Json.object("name", tag, "description", "Methods of the " + tag + " service."))
            .toList());
  }

  /**
   * The document.
   *
   * @return indented JSON that ends with a line break
   */
  String json() {
    return json;
  }

  /**
   * What the document has no place for: streaming methods, methods without REST, query fields that
   * are messages.
   *
   * @return one line each: what and why
   */
  List<String> leftOut() {
    return leftOut;
  }
}
