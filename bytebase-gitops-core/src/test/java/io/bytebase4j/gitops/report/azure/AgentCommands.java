package io.bytebase4j.gitops.report.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a task prints by the rules of Azure's agent: {@code ##vso[area.event k=v;k=v]message}
 * anywhere in a line. What only changes how the log looks, {@code ##[group]} and its like, is read
 * apart.
 */
final class AgentCommands {
  /** What the agent acts on. */
  record Command(String name, Map<String, String> properties, String data) {}

  private static final Pattern LINES = Pattern.compile("\r\n|\r|\n");
  private static final Pattern LOOK = Pattern.compile("##\\[([^\\]]*)\\]");
  private static final String PREFIX = "##vso[";

  private AgentCommands() {}

  static List<Command> in(String text) {
    List<Command> commands = new ArrayList<>();
    for (String line : LINES.split(text, -1)) {
      Command command = parse(line);
      if (command != null) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** What stands in {@code ##[…]}, anywhere in the text. */
  static List<String> looks(String text) {
    return LOOK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  static List<String> plainLines(String text) {
    return LINES
        .splitAsStream(text)
        .filter(line -> parse(line) == null)
        .filter(line -> !line.startsWith("##["))
        .toList();
  }

  private static @Nullable Command parse(String line) {
    int begin = line.indexOf(PREFIX);
    int end = begin < 0 ? -1 : line.indexOf(']', begin);
    if (end < 0) {
      return null;
    }
    String info = line.substring(begin + PREFIX.length(), end);
    int space = info.indexOf(' ');
    String name = space < 0 ? info : info.substring(0, space);
    Matcher parts = Pattern.compile("\\.*([^.]+)\\.+([^.]+)\\.*").matcher(name);
    if (!parts.matches()) {
      return null;
    }
    Map<String, String> properties = new LinkedHashMap<>();
    if (space > 0) {
      for (String pair : info.substring(space + 1).split(";", -1)) {
        // Empty parts are dropped before they are counted, so that a value loses equals signs it
        // begins with.
        String rest = pair.replaceFirst("^=+", "");
        int equals = rest.indexOf('=');
        String value = equals < 0 ? "" : rest.substring(equals).replaceFirst("^=+", "");
        if (!value.isEmpty()) {
          properties.put(rest.substring(0, equals), unescape(value));
        }
      }
    }
    return new Command(
        parts.group(1) + "." + parts.group(2), properties, unescape(line.substring(end + 1)));
  }

  private static String unescape(String text) {
    return text.replace("%3B", ";")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%5D", "]")
        .replace("%AZP25", "%");
  }
}
