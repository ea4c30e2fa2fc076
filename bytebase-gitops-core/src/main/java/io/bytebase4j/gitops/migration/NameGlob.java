package io.bytebase4j.gitops.migration;

import java.util.ArrayList;
import java.util.List;

/** A pattern of one name, code point by code point. Immutable. */
final class NameGlob {
  /** Stands for any number of folders; matches no name by itself. */
  static final NameGlob ANY_FOLDERS = new NameGlob(List.of());

  /** Matches one code point, or, as {@link #STAR}, any number of them. */
  private interface Part {
    boolean matches(int codePoint);
  }

  private static final Part STAR = codePoint -> true;

  private final List<Part> parts;

  private NameGlob(List<Part> parts) {
    this.parts = parts;
  }

  /** Takes a pattern that {@link GlobParser} has checked. */
  static NameGlob parse(String pattern) {
    int[] points = pattern.codePoints().toArray();
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < points.length) {
      int point = points[at++];
      switch (point) {
        case '*' -> parts.add(STAR);
        case '?' -> parts.add(any -> true);
        case '[' -> at = addClass(points, at, parts);
        default -> {
          int wanted = point == '\\' ? points[at++] : point;
          parts.add(found -> found == wanted);
        }
      }
    }
    return new NameGlob(List.copyOf(parts));
  }

  private static int addClass(int[] points, int begin, List<Part> parts) {
    int at = begin;
    boolean negated = points[at] == '!' || points[at] == '^';
    if (negated) {
      at++;
    }
    List<int[]> ranges = new ArrayList<>();
    while (points[at] != ']') {
      int low = points[at] == '\\' ? points[++at] : points[at];
      at++;
      int high = low;
      if (points[at] == '-' && points[at + 1] != ']') {
        at++;
        high = points[at] == '\\' ? points[++at] : points[at];
        at++;
      }
      ranges.add(new int[] {low, high});
    }
    parts.add(
        found ->
            ranges.stream().anyMatch(r -> r[0] == found || (r[0] <= found && found <= r[1]))
                != negated);
    return at + 1;
  }

  boolean matches(String name) {
    if (this == ANY_FOLDERS) {
      return false;
    }
    int[] points = name.codePoints().toArray();
    // As with folders: what the last star takes can grow, those before it need never be tried
    // again.
    int n = 0;
    int p = 0;
    int lastStar = -1;
    int taken = 0;
    while (n < points.length) {
      if (p < parts.size() && parts.get(p) == STAR) {
        lastStar = p++;
        taken = n;
      } else if (p < parts.size() && parts.get(p).matches(points[n])) {
        p++;
        n++;
      } else if (lastStar >= 0) {
        p = lastStar + 1;
        n = ++taken;
      } else {
        return false;
      }
    }
    while (p < parts.size() && parts.get(p) == STAR) {
      p++;
    }
    return p == parts.size();
  }
}
