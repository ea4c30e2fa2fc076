package io.bytebase4j.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;

/** An answer to a {@link TestClient}. */
record Reply(int status, String text, HttpResponse<String> raw) {

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.body(), response);
  }

  JsonObject json() {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  String message() {
    return json().get("message").getAsString();
  }

  int code() {
    return json().get("code").getAsInt();
  }

  /** A member by a path such as {@code stages.0.tasks.0.name}. */
  String at(String path) {
    JsonElement element = json();
    for (String part : path.split("\\.", -1)) {
      element =
          element.isJsonArray()
              ? element.getAsJsonArray().get(Integer.parseInt(part))
              : element.getAsJsonObject().get(part);
    }
    return element.getAsString();
  }
}
