package io.bytebase4j.gitops.common.internal.http;

import com.google.gson.JsonElement;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a platform answered to a call that it took.
 *
 * @param status the HTTP status, 200 to 299
 * @param headers the headers of the answer
 * @param json the body; JSON's null where there is none
 */
public record PlatformAnswer(int status, Headers headers, JsonElement json) {

  /** A header's value; null where there is none. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Shows the status alone. */
  @Override
  public String toString() {
    return "PlatformAnswer[" + status + "]";
  }
}
