package io.bytebase4j.testkit.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The comments at the top of a file that tell the server how to run it: {@code -- txn-mode =
 * on|off} and {@code -- txn-isolation = …}. A file that has one loses these lines and the blanks
 * around it, before anything is counted in it.
 *
 * @param text the file without them
 * @param transaction whether the statements run in one transaction
 */
record Directives(String text, boolean transaction) {

  private static final Set<String> MODES = Set.of("on", "off");
  private static final Set<String> ISOLATION_LEVELS =
      Set.of("read uncommitted", "read committed", "repeatable read", "serializable");

  static Directives of(String file) {
    boolean transaction = true;
    List<String> kept = new ArrayList<>();
    List<String> lines = List.of(file.split("\n", -1));
    int top = 0;
    while (top < lines.size() && isBlankOrComment(lines.get(top))) {
      top++;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String mode = i < top ? value(line, "txn-mode") : "";
      boolean isolation = i < top && ISOLATION_LEVELS.contains(value(line, "txn-isolation"));
      if (MODES.contains(mode)) {
        transaction = mode.equals("on");
      } else if (!isolation) {
        kept.add(line);
      }
    }
    boolean found = kept.size() < lines.size();
    return new Directives(found ? String.join("\n", kept).strip() : file, transaction);
  }

  private static boolean isBlankOrComment(String line) {
    return line.isBlank() || line.strip().startsWith("--");
  }

  /** What a line {@code -- name = value} says, in lower case; empty if it is another line. */
  private static String value(String line, String name) {
    String comment = line.strip();
    int equals = comment.indexOf('=');
    boolean named =
        comment.startsWith("--")
            && equals > 0
            && comment.substring(2, equals).strip().equalsIgnoreCase(name);
    return named
        ? comment.substring(equals + 1).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT)
        : "";
  }
}
