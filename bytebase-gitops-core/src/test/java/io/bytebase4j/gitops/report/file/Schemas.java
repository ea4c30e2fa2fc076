package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as its readers take it: parsed strictly, and held against a schema. */
final class Schemas {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Schemas() {}

  /** Parses JSON by the letter of RFC 8259; no name may stand twice in an object. */
  static JsonNode parsed(String json) {
    return STRICT.readTree(json);
  }

  static Schema of(String schema, SpecificationVersion version) {
    return SchemaRegistry.withDefaultDialect(
            version,
            registry ->
                registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
        .getSchema(schema, InputFormat.JSON);
  }

  /** A schema that lies in a jar on the class path. */
  static Schema ofResource(String path, SpecificationVersion version) {
    try (InputStream schema = Schemas.class.getResourceAsStream(path)) {
      assertThat(schema).as(path).isNotNull();
      return of(new String(schema.readAllBytes(), StandardCharsets.UTF_8), version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertValid(Schema schema, String json) {
    List<Error> errors = schema.validate(json, InputFormat.JSON);
    assertThat(errors)
        .as("errors in %s", json.substring(0, Math.min(2000, json.length())))
        .isEmpty();
  }
}
