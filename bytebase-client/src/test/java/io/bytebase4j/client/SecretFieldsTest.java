package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.client.model.KerberosConfig;
import io.bytebase4j.client.model.LoginRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the document marks as a password is not in the text of a message; all else is. */
class SecretFieldsTest {
  private static final String MARKER = "SeenByEverybody";

  static Stream<ApiSchema> messages() {
    return ApiDocument.allSchemas().filter(schema -> !textFields(schema, true).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void textOfAMessageHidesItsSecretsAndNothingElse(ApiSchema schema) {
    assertThat(textFields(schema, true))
        .allSatisfy(
            field ->
                assertThat(text(schema, field)).contains(field + "=***").doesNotContain(MARKER));
    assertThat(textFields(schema, false))
        .allSatisfy(field -> assertThat(text(schema, field)).contains(MARKER));
  }

  @Test
  void messagesWithSecretsAreFound() {
    assertThat(messages())
        .extracting(ApiSchema::name)
        .contains("LoginRequest", "LoginResponse", "User", "DataSource", "ServiceAccount");
    assertThat(messages())
        .contains(
            new ApiSchema(Age.MAY_2025, "PlanExportDataConfig"),
            new ApiSchema(Age.AUGUST_2025, "PlanExportDataConfig"));
    assertThat(textFields(ApiSchema.newest("User"), true)).contains("tempRecoveryCodes");
  }

  @Test
  void secretInsideAnotherMessageIsHiddenToo() {
    assertThat(new LoginRequest().email("a@b.c").password(MARKER).toString())
        .isEqualTo("LoginRequest{ email=a@b.c password=*** }");
  }

  @Test
  void bytesShowTheirLengthOnly() {
    assertThat(new KerberosConfig().keytab(new byte[] {1, 2, 3}).toString())
        .isEqualTo("KerberosConfig{ keytab=3 bytes }");
  }

  private static String text(ApiSchema schema, String field) {
    JsonObject message = new JsonObject();
    JsonObject property = schema.properties().getAsJsonObject(field);
    if (property.has("items")) {
      JsonArray list = new JsonArray();
      list.add(MARKER);
      message.add(field, list);
    } else {
      message.addProperty(field, MARKER);
    }
    return Samples.read(message.toString(), schema).toString();
  }

  /** Fields that hold text or lists of it. */
  private static List<String> textFields(ApiSchema schema, boolean secret) {
    List<String> fields = new ArrayList<>();
    JsonObject properties = schema.properties();
    for (String name : properties.keySet()) {
      JsonObject property = properties.getAsJsonObject(name);
      JsonObject value = property.has("items") ? property.getAsJsonObject("items") : property;
      String format = value.has("format") ? value.get("format").getAsString() : "";
      boolean text = value.has("type") && value.get("type").getAsString().equals("string");
      if (text && format.equals(secret ? "password" : "")) {
        fields.add(name);
      }
    }
    return fields;
  }
}
