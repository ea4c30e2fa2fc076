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
    boolean refused = response.request().header(HEADER) != null;
    return refused ? null : response.request().newBuilder().header(HEADER, basic).build();
  }
}
