package io.bytebase4j.gitops.review;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of rules in one form. Servers of 2025 write {@code column.no-null} for what newer ones call
 * {@code COLUMN_NO_NULL}.
 */
final class RuleNames {
  private static final Pattern SEPARATOR = Pattern.compile("[.-]");

  private RuleNames() {}

  /** The name as newer servers write it. */
  static String normalised(String name) {
    // Others are sentences, such as "Syntax error".
    return name.contains(" ")
        ? name
        : SEPARATOR.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
  }

  static boolean same(String one, String other) {
    return normalised(one).equals(normalised(other));
  }
}
