package io.bytebase4j.gitops.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Paths as platforms want them: from the root of the repository, in their shortest form. */
final class RepositoryPaths {
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:/.*", Pattern.DOTALL);

  private RepositoryPaths() {}

  /** Puts a prefix before a path; one that begins at the root of the disk stays as it is. */
  static String of(String prefix, String path) {
    if (path.isEmpty() || ABSOLUTE.matcher(path).matches()) {
      return path;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : (prefix + path).split("/", -1)) {
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else {
        names.addLast(name);
      }
    }
    return String.join("/", names);
  }
}
