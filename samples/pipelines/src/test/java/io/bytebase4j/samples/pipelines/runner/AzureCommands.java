package io.bytebase4j.samples.pipelines.runner;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commands to the agent in what a script printed. */
final class AzureCommands {
  private static final Pattern COMMAND =
      Pattern.compile("##vso\\[(\\w+)\\.(\\w+)(?: ([^]]*))?](.*)");

  private AzureCommands() {}

  /** The variables that a script set as outputs of its step. */
  static Map<String, String> outputs(String log) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String line : log.split("\n", -1)) {
      Matcher command = COMMAND.matcher(line);
      if (command.find()) {
        String name = command.group(1) + "." + command.group(2);
        Map<String, String> properties = properties(command.group(3));
        switch (name.toLowerCase(Locale.ROOT)) {
          case "task.setvariable" -> {
            if ("true".equalsIgnoreCase(properties.get("isoutput"))) {
              outputs.put(
                  properties.getOrDefault("variable", ""), unescaped(command.group(4).strip()));
            }
          }
          case "task.logissue", "task.uploadsummary", "task.complete", "task.setprogress" -> {}
          case "task.setsecret" -> {}
          default -> throw new UnsupportedPipelineException(name, "a command that is not known");
        }
      }
    }
    return outputs;
  }

  private static Map<String, String> properties(@org.jspecify.annotations.Nullable String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (text != null) {
      for (String property : text.split(";")) {
        int end = property.indexOf('=');
        if (end > 0) {
          properties.put(
              property.substring(0, end).strip().toLowerCase(Locale.ROOT),
              unescaped(property.substring(end + 1)));
        }
      }
    }
    return properties;
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3B", ";")
        .replace("%5D", "]")
        .replace("%AZP25", "%");
  }
}
