package io.bytebase4j.testkit.internal.http;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the status code
 * @param headers the headers, Content-Type among them
 * @param body the body
 */
public record Answer(int status, Map<String, String> headers, String body) {

  private static final String CONTENT_TYPE = "Content-Type";

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A JSON answer. */
  public static Answer json(int status, JsonObject body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), Json.text(body));
  }

  /** An answer in another format. */
  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, contentType), body);
  }

  /** The same with more headers. */
  public Answer withHeaders(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
