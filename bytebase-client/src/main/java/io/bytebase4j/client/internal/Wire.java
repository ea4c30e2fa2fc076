package io.bytebase4j.client.internal;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Stands where the connection is there and the request is about to be written to it. */
final class Wire implements Interceptor {
  /**
   * Under this name {@code Retry-After} comes out. Under its own, OkHttp would see it, and send a
   * request again by itself at "503, Retry-After: 0", whatever the request makes.
   */
  static final String RETRY_AFTER = "Bytebase4J-Retry-After";

  @Override
  public Response intercept(Chain chain) throws IOException {
    Progress progress = chain.request().tag(Progress.class);
    if (progress != null) {
      progress.begun = true;
    }
    Response response = chain.proceed(chain.request());
    @Nullable String retryAfter = response.header("Retry-After");
    if (retryAfter == null) {
      return response;
    }
    return response
        .newBuilder()
        .removeHeader("Retry-After")
        .header(RETRY_AFTER, retryAfter)
        .build();
  }

  /** Whether any of a request may have reached the server. */
  static final class Progress {
    private volatile boolean begun;

    boolean begun() {
      return begun;
    }
  }
}
