package io.bytebase4j.gitops.ci;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages: http or https, no user, and what may not stand in an address encoded. */
final class WebAddress {
  // What stands before the last @ of the authority is a user, most often with a token.
  private static final Pattern FORM =
      Pattern.compile("(?is)(https?)://(?:[^/?#]*@)?([^/?#@]+)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String IN_PATH = UNRESERVED + "/!$&'()*+,;=:@";
  private static final String IN_QUERY = IN_PATH + "?";

  private WebAddress() {}

  /** A page, with its query. */
  static Optional<URI> page(String text) {
    return parse(text, true);
  }

  /** An address that others are made of: without a query, and no slash at its end. */
  static Optional<URI> base(String text) {
    return parse(text, false);
  }

  private static Optional<URI> parse(String text, boolean withQuery) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String path = encoded(parts.group(3), IN_PATH);
    String query = parts.group(4);
    String end =
        withQuery && query != null
            ? path + "?" + encoded(query, IN_QUERY)
            : path.replaceAll("/+$", "");
    try {
      URI address = new URI(parts.group(1).toLowerCase(Locale.ROOT) + "://" + parts.group(2) + end);
      // Without a host the authority was none that a browser would take.
      return Optional.of(address).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The address with parts added to its path; each part is one, whatever stands in it. */
  static URI child(URI base, String... parts) {
    StringBuilder text = new StringBuilder(base.toString());
    for (String part : parts) {
      text.append('/').append(part(part));
    }
    return URI.create(text.toString());
  }

  /** Text as one part of a path or one value of a query. */
  static String part(String text) {
    StringBuilder encoded = new StringBuilder();
    encode(text, kept -> UNRESERVED.indexOf(kept) >= 0, encoded);
    return encoded.toString();
  }

  // Leaves what is encoded already, so that a space is %20 whether it came so or not.
  private static String encoded(String text, String keep) {
    StringBuilder encoded = new StringBuilder();
    Matcher escape = Pattern.compile("%[0-9A-Fa-f]{2}").matcher(text);
    int from = 0;
    while (escape.find()) {
      encode(text.substring(from, escape.start()), kept -> keep.indexOf(kept) >= 0, encoded);
      encoded.append(escape.group());
      from = escape.end();
    }
    encode(text.substring(from), kept -> keep.indexOf(kept) >= 0, encoded);
    return encoded.toString();
  }

  private static void encode(String text, IntPredicate keep, StringBuilder to) {
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      if (unit > 0 && keep.test(unit)) {
        to.append((char) unit);
      } else {
        to.append('%').append("%02X".formatted(unit));
      }
    }
  }
}
