package io.bytebase4j.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the address of a server. */
final class ServerUrl {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::1|(0:){7}1)]");
  private static final Pattern BEYOND_ADDRESS = Pattern.compile("[@?#]");

  private ServerUrl() {}

  static URI parse(String text, boolean plainHttpAllowed) {
    String address = text.strip().replaceAll("/+$", "");
    // Said without the text itself: what stands there may be a password or a token.
    if (BEYOND_ADDRESS.matcher(address).find()) {
      throw new IllegalArgumentException(
          "the server address may not hold a user, a query or a fragment: give https://host or"
              + " https://host:port");
    }
    URI url;
    try {
      url = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("server address \"" + text + "\": " + e.getMessage(), e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean hasScheme = scheme.equals("https") || scheme.equals("http");
    if (hasScheme && url.getRawAuthority() != null && url.getHost() == null) {
      throw new IllegalArgumentException(
          "server address \""
              + text
              + "\": \""
              + url.getRawAuthority()
              + "\" is no host, or no host:port; a host's name holds letters, digits, hyphens and dots");
    }
    if (url.getPort() > 65535) {
      throw new IllegalArgumentException(
          "server address \"" + text + "\": a port is at most 65535");
    }
    if (!hasScheme || url.getHost() == null) {
      throw new IllegalArgumentException(
          "server address \"" + text + "\" is not of the form https://host or https://host:port");
    }
    if (url.getRawPath().endsWith("/v1")) {
      throw new IllegalArgumentException(
          "server address \""
              + text
              + "\" ends in /v1, which the client adds itself: leave it out");
    }
    if (scheme.equals("http") && !plainHttpAllowed && !LOOPBACK.matcher(url.getHost()).matches()) {
      throw new IllegalArgumentException(
          "server address \""
              + text
              + "\" is plain http, which shows the access token to everybody on the road: use https,"
              + " or allow it with BytebaseClient.builder().allowPlainHttp()");
    }
    return url;
  }
}
