package io.bytebase4j.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Checks the address of a server. */
final class ServerUrl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private ServerUrl() {}

  static URI parse(String text, boolean plainHttpAllowed) {
    String address = text.strip().replaceAll("/+$", "");
    URI url;
    try {
      url = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("server address \"" + text + "\": " + e.getMessage(), e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "server address \"" + text + "\" is not of the form https://host or https://host:port");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "server address of host \""
              + url.getHost()
              + "\" may not hold a user, a query or a fragment");
    }
    if (scheme.equals("http") && !plainHttpAllowed && !LOOPBACK.contains(url.getHost())) {
      throw new IllegalArgumentException(
          "server address \""
              + text
              + "\" is plain http, which shows the access token to everybody on the road: use https,"
              + " or allow it with allowPlainHttp()");
    }
    return url;
  }
}
