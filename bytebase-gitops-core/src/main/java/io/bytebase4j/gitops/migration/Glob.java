package io.bytebase4j.gitops.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths, with the semantics that users of bytebase-action know (those of the
 * doublestar library): {@code *} and {@code ?} match within a name, {@code **} as a whole name any
 * number of folders, also none, {@code [a-z]} a range, {@code [!a]} and {@code [^a]} all but,
 * {@code {a,b}} either, a backslash takes the next character as it is. Case counts, and hidden
 * files match, on every system. Matching takes no more than a product of both lengths of time.
 * Immutable.
 */
final class Glob {
  private final List<Alternative> alternatives;

  private Glob(List<Alternative> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Takes a pattern.
   *
   * @param pattern the pattern
   * @return the glob
   * @throws IllegalArgumentException if it is none
   */
  static Glob parse(String pattern) {
    return new Glob(GlobParser.alternatives(pattern).stream().map(Alternative::of).toList());
  }

  boolean matches(String path) {
    String[] names = path.split("/", -1);
    return alternatives.stream().anyMatch(alternative -> alternative.matches(names));
  }

  /** Whether something below a folder could match. */
  boolean mayMatchBelow(String folder) {
    String[] names = folder.split("/", -1);
    return alternatives.stream().anyMatch(alternative -> alternative.mayMatchBelow(names));
  }

  /** One alternative, name by name; {@link NameGlob#ANY_FOLDERS} stands for any number. */
  private record Alternative(List<NameGlob> names) {
    static Alternative of(String pattern) {
      List<NameGlob> names = new ArrayList<>();
      for (String name : split(pattern)) {
        names.add(name.equals("**") ? NameGlob.ANY_FOLDERS : NameGlob.parse(name));
      }
      return new Alternative(List.copyOf(names));
    }

    // A slash within brackets is no separator, as little as one behind a backslash.
    private static List<String> split(String pattern) {
      List<String> names = new ArrayList<>();
      int from = 0;
      boolean inClass = false;
      for (int at = 0; at < pattern.length(); at++) {
        char c = pattern.charAt(at);
        if (c == '\\') {
          at++;
        } else if (inClass) {
          inClass = c != ']';
        } else if (c == '[') {
          inClass = true;
        } else if (c == '/') {
          names.add(pattern.substring(from, at));
          from = at + 1;
        }
      }
      names.add(pattern.substring(from));
      return names;
    }

    boolean matches(String[] path) {
      // What the last "any number of folders" takes can grow; those before it need never be tried
      // again.
      int p = 0;
      int g = 0;
      int lastAny = -1;
      int taken = 0;
      while (p < path.length) {
        if (g < names.size() && names.get(g) == NameGlob.ANY_FOLDERS) {
          lastAny = g++;
          taken = p;
        } else if (g < names.size() && names.get(g).matches(path[p])) {
          g++;
          p++;
        } else if (lastAny >= 0) {
          g = lastAny + 1;
          p = ++taken;
        } else {
          return false;
        }
      }
      while (g < names.size() && names.get(g) == NameGlob.ANY_FOLDERS) {
        g++;
      }
      return g == names.size();
    }

    boolean mayMatchBelow(String[] folder) {
      for (int i = 0; i < folder.length; i++) {
        if (i >= names.size()) {
          return false;
        }
        if (names.get(i) == NameGlob.ANY_FOLDERS) {
          return true;
        }
        if (!names.get(i).matches(folder[i])) {
          return false;
        }
      }
      return names.size() > folder.length;
    }
  }
}
