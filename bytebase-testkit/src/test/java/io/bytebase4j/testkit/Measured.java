package io.bytebase4j.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;

/** An exchange of the second measurement of the real server. */
record Measured(JsonObject json) {

  static List<Measured> all(String file) {
    return read(file).asList().stream().map(e -> new Measured(e.getAsJsonObject())).toList();
  }

  static JsonArray read(String file) {
    return read("2026-11-24", file);
  }

  /** What was measured on a day. */
  static JsonArray read(String day, String file) {
    String resource = "/measured-" + day + "/" + file + ".json";
    try (InputStream in = Objects.requireNonNull(Measured.class.getResourceAsStream(resource));
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return text("title");
  }

  /** Who called. */
  String as() {
    return text("as");
  }

  String path() {
    return text("path");
  }

  String body() {
    return text("body");
  }

  private String text(String key) {
    return json.get(key).getAsString();
  }

  /** The same with one text replaced by another, wherever it stands. */
  Measured with(String text, String other) {
    return map(json -> json.replace(text, other));
  }

  /** The same with its whole text changed. */
  Measured map(UnaryOperator<String> change) {
    return new Measured(JsonParser.parseString(change.apply(json.toString())).getAsJsonObject());
  }

  /** Sends the request with another body, and compares the answer. */
  Reply replay(TestClient client, String body) {
    Reply reply = client.send(text("method"), path(), body);
    Assertions.assertThat(reply.status()).as(reply.text()).isEqualTo(json.get("status").getAsInt());
    if (json.has("text")) {
      Assertions.assertThat(reply.text()).isEqualTo(text("text"));
    } else {
      Assertions.assertThat(normal(reply.json())).isEqualTo(normal(json.get("answer")));
    }
    return reply;
  }

  /** Sends the request and compares the answer. */
  Reply replay(TestClient client) {
    return replay(client, body());
  }

  /** Without what differs from run to run. */
  private static JsonElement normal(JsonElement body) {
    return JsonParser.parseString(
        SpacedJson.write(body)
            .replace('\u00a0', ' ')
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("20\\d{6}", "DATE")
            .replaceAll("taskRun \\d+ ", "taskRun ID ")
            .replaceAll("\"specId\": \"[^\"]*\"", "\"specId\": \"SPEC\"")
            .replaceAll("RC\\d\\d\"", "RC\"")
            .replaceAll("(workspaces/|default-)\\w{16}", "$1WORKSPACE")
            .replaceAll("\"(token|accessToken)\": \"[^\"]*\"", "\"$1\": \"TOKEN\""));
  }
}
