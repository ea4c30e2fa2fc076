package io.bytebase4j.gitops.report.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a step prints by the rules of GitHub's runner: line by line, first the form {@code
 * ::name k=v::data} at the beginning, then the older form {@code ##[name k=v]data} anywhere.
 */
final class RunnerCommands {
  /** What the runner acts on. */
  record Command(String name, Map<String, String> properties, String data) {}

  /** What a runner of today knows. */
  static final Set<String> ALL =
      Set.of(
          "error",
          "warning",
          "notice",
          "debug",
          "group",
          "endgroup",
          "add-mask",
          "stop-commands",
          "set-output",
          "save-state",
          "set-env",
          "add-path",
          "add-matcher",
          "remove-matcher",
          "echo");

  private static final Pattern LINES = Pattern.compile("\r\n|\r|\n");
  private static final String INFO = "::";
  private static final String OLD = "##[";

  private final Set<String> known;

  RunnerCommands(Set<String> known) {
    this.known = known;
  }

  static List<Command> in(String text) {
    return new RunnerCommands(ALL).read(text);
  }

  List<Command> read(String text) {
    List<Command> commands = new ArrayList<>();
    for (String line : LINES.split(text, -1)) {
      Command command = newForm(line);
      if (command == null) {
        command = oldForm(line);
      }
      if (command != null) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** The lines that are no commands. */
  static List<String> plainLines(String text) {
    RunnerCommands runner = new RunnerCommands(ALL);
    return LINES
        .splitAsStream(text)
        .filter(line -> runner.newForm(line) == null && runner.oldForm(line) == null)
        .toList();
  }

  private @Nullable Command newForm(String line) {
    String message = trimStart(line);
    if (!message.startsWith(INFO)) {
      return null;
    }
    int end = message.indexOf(INFO, INFO.length());
    if (end < 0) {
      return null;
    }
    String info = message.substring(INFO.length(), end);
    int space = info.indexOf(' ');
    String name = space < 0 ? info : info.substring(0, space);
    if (!isKnown(name)) {
      return null;
    }
    Map<String, String> properties = new LinkedHashMap<>();
    if (space > 0) {
      split(trim(info.substring(space + 1)), ',', RunnerCommands::property, properties);
    }
    return new Command(
        name.toLowerCase(Locale.ROOT), properties, data(message.substring(end + INFO.length())));
  }

  private @Nullable Command oldForm(String line) {
    int begin = line.indexOf(OLD);
    int end = begin < 0 ? -1 : line.indexOf(']', begin);
    if (end < 0) {
      return null;
    }
    String info = line.substring(begin + OLD.length(), end);
    int space = info.indexOf(' ');
    String name = space < 0 ? info : info.substring(0, space);
    if (!isKnown(name)) {
      return null;
    }
    Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (space > 0) {
      split(info.substring(space + 1), ';', RunnerCommands::old, properties);
    }
    return new Command(name.toLowerCase(Locale.ROOT), properties, old(line.substring(end + 1)));
  }

  private boolean isKnown(String name) {
    return known.contains(name.toLowerCase(Locale.ROOT));
  }

  private interface Decoder {
    String of(String text);
  }

  // As string.Split does with RemoveEmptyEntries: what is empty is dropped before it is counted,
  // so that a value loses equals signs it begins with.
  private static void split(
      String text, char separator, Decoder decoder, Map<String, String> properties) {
    for (String pair : text.split(Pattern.quote(String.valueOf(separator)), -1)) {
      String rest = pair.replaceFirst("^=+", "");
      int equals = rest.indexOf('=');
      String value = equals < 0 ? "" : rest.substring(equals).replaceFirst("^=+", "");
      if (!value.isEmpty()) {
        properties.put(rest.substring(0, equals), decoder.of(value));
      }
    }
  }

  private static String data(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }

  private static String property(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }

  private static String old(String text) {
    return text.replace("%3B", ";")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%5D", "]")
        .replace("%25", "%");
  }

  private static String trim(String text) {
    String begun = trimStart(text);
    int end = begun.length();
    while (end > 0 && isWhite(begun.charAt(end - 1))) {
      end--;
    }
    return begun.substring(0, end);
  }

  private static String trimStart(String text) {
    int at = 0;
    while (at < text.length() && isWhite(text.charAt(at))) {
      at++;
    }
    return text.substring(at);
  }

  // char.IsWhiteSpace of .NET
  private static boolean isWhite(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }
}
