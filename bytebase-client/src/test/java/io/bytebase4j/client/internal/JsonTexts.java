package io.bytebase4j.client.internal;

/** JSON as one text, for tests; a request is written piece by piece. */
public final class JsonTexts {
  private JsonTexts() {}

  /** A message of the model as JSON. */
  public static String write(Json json, Object message) {
    StringBuilder text = new StringBuilder();
    json.write(message, text);
    return text.toString();
  }
}
