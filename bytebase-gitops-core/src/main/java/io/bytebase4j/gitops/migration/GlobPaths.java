package io.bytebase4j.gitops.migration;

import java.util.ArrayDeque;
import java.util.Deque;

/** Patterns as paths. */
final class GlobPaths {
  private static final String META = "*?[{\\";

  private GlobPaths() {}

  /**
   * Writes a pattern in its shortest form: without {@code ./}, without slashes twice or at the end,
   * and without names that a {@code ..} takes back.
   */
  static String clean(String pattern) {
    boolean absolute = pattern.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : pattern.split("/", -1)) {
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (!name.equals("..")) {
        names.addLast(name);
      } else if (!names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (!absolute) {
        names.addLast(name);
      }
    }
    return (absolute ? "/" : "") + String.join("/", names);
  }

  /** Whether a pattern matches nothing but itself. */
  static boolean isPlain(String pattern) {
    return pattern.chars().noneMatch(c -> META.indexOf(c) >= 0);
  }

  /** The folder that everything lies in that a clean pattern can match; may be empty. */
  static String base(String pattern) {
    int end = 0;
    for (int at = 0; at < pattern.length() && META.indexOf(pattern.charAt(at)) < 0; at++) {
      if (pattern.charAt(at) == '/') {
        end = at + 1;
      }
    }
    return pattern.substring(0, end);
  }
}
