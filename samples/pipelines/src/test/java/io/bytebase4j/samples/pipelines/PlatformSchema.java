package io.bytebase4j.samples.pipelines;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A platform's own JSON schema of its pipelines. */
final class PlatformSchema {
  private static final Map<String, String> FILES =
      Map.of(
          "bitbucket", "bitbucket-pipelines.json",
          "github", "github-workflows.json",
          "gitlab", "gitlab-ci.json",
          "azure", "azure-pipelines.json");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Schema schema;
  private final boolean allTexts;

  private PlatformSchema(Schema schema, boolean allTexts) {
    this.schema = schema;
    this.allTexts = allTexts;
  }

  static PlatformSchema of(String platform) {
    String file = "/schemas/" + FILES.get(platform);
    try (InputStream in = PlatformSchema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> {});
      // Azure takes numbers and booleans for texts, but for the inputs of tasks, and so does its
      // schema.
      return new PlatformSchema(
          registry.getSchema(text, InputFormat.JSON), platform.equals("azure"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a pipeline, given as maps and lists. */
  List<String> errors(Object pipeline) {
    Object read = allTexts ? texts(pipeline) : pipeline;
    return schema.validate(JSON.writeValueAsString(read), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  private static Object texts(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> texts = new LinkedHashMap<>();
      map.forEach(
          (key, value) ->
              texts.put(String.valueOf(key), "inputs".equals(key) ? value : texts(value)));
      return texts;
    }
    if (node instanceof List<?> list) {
      return list.stream().map(PlatformSchema::texts).toList();
    }
    return String.valueOf(node);
  }
}
