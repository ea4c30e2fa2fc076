package io.bytebase4j.gitops.review;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Patterns of resource names: a star stands for anything but a slash. */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String name) {
    String regex =
        Stream.of(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]*"));
    return Pattern.matches(regex, name);
  }
}
