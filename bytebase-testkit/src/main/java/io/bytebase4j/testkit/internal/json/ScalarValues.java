package io.bytebase4j.testkit.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.testkit.internal.json.MessageType.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads a single value of a request, in each of the forms that the server takes. */
final class ScalarValues {

  private static final String TIMESTAMP = "google.protobuf.Timestamp";

  private ScalarValues() {}

  /** The value, or nothing if the server would refuse it. */
  static Optional<JsonElement> read(ApiCatalog catalog, Field field, String raw) {
    boolean quoted = raw.startsWith("\"");
    String text = quoted ? JsonParser.parseString(raw).getAsString() : raw;
    return switch (field.type()) {
      case "string" -> quoted ? Optional.of(new JsonPrimitive(text)) : Optional.empty();
      case "bool" ->
          raw.equals("true") || raw.equals("false")
              ? Optional.of(new JsonPrimitive(Boolean.valueOf(raw)))
              : Optional.empty();
      case "bytes" -> quoted ? bytes(text) : Optional.empty();
      case "enum" -> enumValue(catalog.enumValues(field.ref()), text, quoted);
      case "int32", "uint32", "int64", "uint64" -> integer(field.type(), text);
      case "float", "double" -> decimal(text).map(JsonPrimitive::new);
      default -> wellKnown(field, text, quoted);
    };
  }

  /** The server's words when it refuses a value. */
  static String complaint(Field field, String raw) {
    return field.ref().equals(TIMESTAMP)
        ? "invalid " + TIMESTAMP + " value " + raw
        : "invalid value for " + field.type() + " field " + field.json() + ": " + raw;
  }

  private static Optional<JsonElement> bytes(String text) {
    String base64 = text.replace("\r", "").replace("\n", "");
    boolean url = base64.contains("-") || base64.contains("_");
    Base64.Decoder decoder = url ? Base64.getUrlDecoder() : Base64.getDecoder();
    try {
      byte[] decoded = decoder.decode(base64);
      return Optional.of(new JsonPrimitive(Base64.getEncoder().encodeToString(decoded)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<JsonElement> enumValue(
      Map<String, Integer> values, String text, boolean quoted) {
    if (quoted) {
      return values.containsKey(text) ? Optional.of(new JsonPrimitive(text)) : Optional.empty();
    }
    return integer("int32", text)
        .map(
            number ->
                values.entrySet().stream()
                    .filter(e -> e.getValue() == number.getAsInt())
                    .<JsonElement>map(e -> new JsonPrimitive(e.getKey()))
                    .findFirst()
                    .orElse(number));
  }

  private static Optional<JsonElement> integer(String type, String text) {
    Optional<BigDecimal> decimal = decimal(text);
    if (decimal.isEmpty()) {
      return Optional.empty();
    }
    try {
      long value = decimal.get().longValueExact();
      boolean fits = type.endsWith("64") || value == (int) value;
      return fits ? Optional.of(new JsonPrimitive(value)) : Optional.empty();
    } catch (ArithmeticException tooBigOrNotWhole) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Optional<JsonElement> wellKnown(Field field, String text, boolean quoted) {
    if (!quoted) {
      return Optional.empty();
    }
    if (field.ref().equals(TIMESTAMP)) {
      try {
        return Optional.of(new JsonPrimitive(OffsetDateTime.parse(text).toInstant().toString()));
      } catch (DateTimeException notATime) {
        return Optional.empty();
      }
    }
    return Optional.of(new JsonPrimitive(text));
  }
}
