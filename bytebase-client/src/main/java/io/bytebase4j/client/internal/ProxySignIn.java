package io.bytebase4j.client.internal;

import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Signs in to a proxy, once for each request. */
final class ProxySignIn implements Authenticator {
  private static final String HEADER = "Proxy-Authorization";

  private final String basic;

  ProxySignIn(String basic) {
    this.basic = basic;
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response) {
    Request request = response.request();
    // What stands at the far end of a tunnel may ask as well, and is not to be told.
    boolean tunnelled = request.isHttps() && !request.method().equals("CONNECT");
    return tunnelled || request.header(HEADER) != null
        ? null
        : request.newBuilder().header(HEADER, basic).build();
  }
}
