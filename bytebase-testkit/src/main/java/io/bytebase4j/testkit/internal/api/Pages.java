package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param nextPageToken asks for the next one; empty on the last
 * @param <T> what is listed
 */
public record Pages<T>(List<T> items, String nextPageToken) {

  private static final int DEFAULT = 10;
  private static final int MOST = 1000;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** The page that the query of a request asks for. */
  public static <T> Pages<T> of(List<T> all, Exchange exchange) {
    return of(all, exchange.param("pageSize"), exchange.param("pageToken"));
  }

  /** The page of a size, or of the usual one if it is empty, that a token asks for. */
  public static <T> Pages<T> of(List<T> all, String pageSize, String token) {
    int asked = size(pageSize);
    int size = asked <= 0 ? DEFAULT : Math.min(asked, MOST);
    int offset = Math.min(all.size(), token.isEmpty() ? 0 : offset(token));
    int end = Math.min(all.size(), offset + size);
    return new Pages<>(
        all.subList(offset, end), end < all.size() ? token(size, offset + size) : "");
  }

  private static int size(String text) {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiException.unmeasured("pageSize=" + text);
    }
  }

  /** A protobuf message with two numbers: 1 is the size of the page, 2 where it begins. */
  private static String token(int size, int offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(8);
    varint(bytes, size);
    bytes.write(16);
    varint(bytes, offset);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void varint(ByteArrayOutputStream bytes, int number) {
    int rest = number;
    while (rest >= 0x80) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  private static int offset(String token) {
    byte[] bytes = decode(token);
    int offset = 0;
    int i = 0;
    while (i < bytes.length) {
      int field = bytes[i++] >> 3;
      int value = 0;
      for (int shift = 0; i < bytes.length; shift += 7) {
        byte b = bytes[i++];
        value |= (b & 0x7f) << shift;
        if (b >= 0) {
          break;
        }
      }
      offset = field == 2 ? value : offset;
    }
    return Math.max(0, offset);
  }

  private static byte[] decode(String token) {
    try {
      if (token.length() % 4 == 0) {
        return Base64.getDecoder().decode(token);
      }
    } catch (IllegalArgumentException e) {
      throw bad(firstForeign(token));
    }
    throw bad(Math.min(firstForeign(token), token.length() / 4 * 4));
  }

  private static int firstForeign(String token) {
    int i = 0;
    while (i < token.length() && ALPHABET.indexOf(token.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static ApiException bad(int position) {
    return ApiException.invalidArgument(
        "invalid page token: failed to decode page token: illegal base64 data at input byte "
            + position);
  }
}
