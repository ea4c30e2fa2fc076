package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version: numbers with dots, compared number by number.
 *
 * @param parts the numbers, each unsigned and of 64 bits
 */
public record Versions(List<Long> parts) implements Comparable<Versions> {

  static Versions parse(String text) {
    complaint(text)
        .ifPresent(
            words -> {
              throw ApiException.invalidArgument("invalid release files: " + words);
            });
    return of(text);
  }

  /** A version that there is no complaint about. */
  public static Versions of(String text) {
    return new Versions(Stream.of(text.split("\\.", -1)).map(Long::parseUnsignedLong).toList());
  }

  /** What is wrong with a version. */
  public static Optional<String> complaint(String text) {
    if (text.isEmpty()) {
      return Optional.of("version cannot be empty");
    }
    boolean good = Stream.of(text.split("\\.", -1)).allMatch(Versions::isNumber);
    return good ? Optional.empty() : Optional.of("invalid version " + GoText.quote(text));
  }

  private static boolean isNumber(String part) {
    try {
      Long.parseUnsignedLong(part);
      return !part.startsWith("+");
    } catch (NumberFormatException e) {
      return false;
    }
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
