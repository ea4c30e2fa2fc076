package io.bytebase4j.client.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
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
    // Of the call, not of the chain: an interceptor of the caller's may have made a new request.
    Progress progress = chain.call().request().tag(Progress.class);
    if (progress != null) {
      progress.begin();
    }
    Response response = chain.proceed(chain.request());
    if (progress != null) {
      progress.answered(response.code());
    }
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

  /** How far a request has come. */
  static final class Progress {
    private final boolean once;
    private volatile boolean begun;
    private volatile boolean refusedByProxy;

    /**
     * Nothing is sent yet.
     *
     * @param once whether a second sending is to be refused, were it by an interceptor of the
     *     caller's
     */
    Progress(boolean once) {
      this.once = once;
    }

    /** Whether any of it may have reached the server. */
    boolean begun() {
      return begun;
    }

    private void begin() throws IOException {
      if (once && begun && !refusedByProxy) {
        throw new IOException(
            "an interceptor of the OkHttpClient wants to send again what may only be sent once");
      }
      begun = true;
      refusedByProxy = false;
    }

    private void answered(int status) {
      refusedByProxy = status == HttpURLConnection.HTTP_PROXY_AUTH;
    }
  }
}
