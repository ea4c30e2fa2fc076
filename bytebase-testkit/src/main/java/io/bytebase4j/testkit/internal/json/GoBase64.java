package io.bytebase4j.testkit.internal.json;

import java.util.Base64;

/** Reads base64 as the server's JWT library, which is written in Go, does. */
public final class GoBase64 {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private GoBase64() {}

  /** The bytes of a text in the URL alphabet without padding; line ends in it do not count. */
  public static byte[] url(String text) throws MalformedRequestException {
    StringBuilder digits = new StringBuilder();
    int last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      if (ALPHABET.indexOf(c) < 0) {
        throw illegal(i);
      }
      digits.append(c);
      last = i;
    }
    if (digits.length() % 4 == 1) {
      throw illegal(last);
    }
    return Base64.getUrlDecoder().decode(digits.toString());
  }

  private static MalformedRequestException illegal(int position) {
    return new MalformedRequestException("illegal base64 data at input byte " + position);
  }
}
