package io.bytebase4j.benchmarks;

import io.bytebase4j.client.internal.Json;
import io.bytebase4j.client.model.Rollout;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The same request by hand: OkHttp on the caller's thread, and the answer read by the client's own
 * JSON, so that the two differ in nothing but the client's layer. The time limits are the client's
 * too, since OkHttp spends time on watching them.
 */
final class BareCall implements AutoCloseable {
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ofMinutes(1))
          .callTimeout(Duration.ofMinutes(5))
          .build();
  private final Json json = new Json();
  private final String url;
  private final String token;
  private final String userAgent;

  BareCall(String url, String token, String userAgent) {
    this.url = url;
    this.token = token;
    this.userAgent = userAgent;
  }

  Rollout getRollout(String name) throws IOException {
    Request request =
        new Request.Builder()
            .url(url + "/v1/" + name)
            .header("Accept", "application/json")
            .header("User-Agent", userAgent)
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("status " + response.code());
      }
      return Objects.requireNonNull(json.read(response.body().charStream(), Rollout.class));
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }
}
