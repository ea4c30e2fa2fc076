package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import java.util.ArrayList;
import java.util.List;

/**
 * A version: numbers with dots, compared number by number.
 *
 * @param parts the numbers, each unsigned and of 64 bits
 */
record Versions(List<Long> parts) implements Comparable<Versions> {

  static Versions parse(String text) {
    if (text.isEmpty()) {
      throw ApiException.invalidArgument("invalid release files: version cannot be empty");
    }
    List<Long> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      try {
        if (part.startsWith("+")) {
          throw new NumberFormatException(part);
        }
        parts.add(Long.parseUnsignedLong(part));
      } catch (NumberFormatException e) {
        throw ApiException.invalidArgument(
            "invalid release files: invalid version " + GoText.quote(text));
      }
    }
    return new Versions(parts);
  }

  @Override
  public int compareTo(Versions other) {
    int common = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < common; i++) {
      int order = Long.compareUnsigned(parts.get(i), other.parts.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
