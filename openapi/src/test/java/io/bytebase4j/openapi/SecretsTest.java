package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "admin_password",
        "client_secret",
        "access_token",
        "recovery_codes",
        "api_keys",
        "ssh_private_key"
      })
  void fieldThatSoundsLikeASecretMustBeListed(String name) {
    for (DocumentStyle style : DocumentStyle.values()) {
      assertThatThrownBy(() -> SmallApi.withBook(SmallApi.text(name)).convert(style))
          .isInstanceOf(ConversionException.class)
          .hasMessage(
              "field Book.%s sounds like a secret: list it in secrets.txt as secret or harmless",
              JsonNames.camelCase(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"page_token", "next_page_token", "secret_name", "token_url", "title"})
  void fieldThatSoundsHarmlessNeedNotBeListed(String name) {
    assertThat(
            SmallApi.withBook(SmallApi.text(name))
                .bookField(DocumentStyle.GENERATOR, JsonNames.camelCase(name)))
        .hasToString("{\"type\":\"string\"}");
  }

  @Test
  void numbersAndFlagsAreNoSecrets() {
    assertThat(
            SmallApi.withBook(SmallApi.scalar("require_password", "bool"))
                .bookField(DocumentStyle.GENERATOR, "requirePassword"))
        .hasToString("{\"type\":\"boolean\"}");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void everyListedSecretIsMarkedInTheDocuments(RealApi.Document document) throws IOException {
    JsonObject json = document.json();
    Map<String, ApiFacts.Field> fields = fieldsBySchema(document.facts());

    assertThat(listed())
        .filteredOn(fields::containsKey)
        .isNotEmpty()
        .allSatisfy(
            name -> {
              ApiFacts.Field field = Objects.requireNonNull(fields.get(name));
              assertThat(schemaOf(json, name).get("format").getAsString())
                  .isEqualTo(field.type().equals("bytes") ? "byte" : "password");
            });
  }

  @Test
  void everyListedSecretIsAFieldOfSomeAge() throws IOException {
    Set<String> fields = new TreeSet<>();
    RealApi.documents()
        .forEach(document -> fields.addAll(fieldsBySchema(document.facts()).keySet()));

    assertThat(fields).as("dead lines in secrets.txt").containsAll(listed());
  }

  /** The schema of a field in its message or, where that has no schema, in the query. */
  private static JsonObject schemaOf(JsonObject document, String name) {
    int dot = name.indexOf('.');
    String field = name.substring(dot + 1);
    JsonObject message = RealApi.schemas(document).getAsJsonObject(name.substring(0, dot));
    if (message != null) {
      JsonObject property = message.getAsJsonObject("properties").getAsJsonObject(field);
      return property.has("items") ? property.getAsJsonObject("items") : property;
    }
    String method = name.substring(0, dot).replaceAll("Request$", "");
    return RealApi.operations(document).values().stream()
        .filter(
            operation -> operation.get("x-bytebase-method").getAsString().endsWith("/" + method))
        .flatMap(operation -> operation.getAsJsonArray("parameters").asList().stream())
        .map(JsonElement::getAsJsonObject)
        .filter(parameter -> parameter.get("name").getAsString().equals(field))
        .map(parameter -> parameter.getAsJsonObject("schema"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, ApiFacts.Field> fieldsBySchema(ApiFacts facts) {
    SchemaNames names = SchemaNames.of(facts);
    Map<String, ApiFacts.Field> fields = new TreeMap<>();
    facts
        .messages()
        .forEach(
            (fullName, message) ->
                message
                    .fields()
                    .forEach(field -> fields.put(names.get(fullName) + "." + field.json(), field)));
    return fields;
  }

  private static List<String> listed() throws IOException {
    try (var in = Objects.requireNonNull(Secrets.class.getResourceAsStream("secrets.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .toList();
    }
  }
}
