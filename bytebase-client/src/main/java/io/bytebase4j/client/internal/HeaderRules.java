package io.bytebase4j.client.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers callers may add. */
public final class HeaderRules {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[ -~]*");
  private static final Set<String> OWN =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private HeaderRules() {}

  /**
   * Requires that a header may be added. The value, which may be a secret, is not shown.
   *
   * @param name its name
   * @param value its value
   * @throws IllegalArgumentException if it may not
   */
  public static void require(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of an HTTP header");
    }
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "the client sets the header " + name + " itself; it can't be set from outside");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of the header "
              + name
              + " holds a character that may not be in one: printable ASCII characters only");
    }
  }
}
