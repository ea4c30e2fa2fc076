package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.report.internal.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** One logging command: a line of output that Azure's agent acts on. */
final class LoggingCommand {
  private final StringBuilder head;
  private boolean hasProperties;

  private LoggingCommand(String name) {
    this.head = new StringBuilder("##vso[").append(name);
  }

  static LoggingCommand named(String name) {
    return new LoggingCommand(name);
  }

  /** Sets a property; one without a value is left out, as the agent would leave it out. */
  LoggingCommand with(String property, String value) {
    if (!value.isEmpty()) {
      head.append(hasProperties ? ';' : ' ').append(property).append('=').append(property(value));
      hasProperties = true;
    }
    return this;
  }

  /** Sets a number that counts from 1; 0 stands for one that is not known. */
  LoggingCommand with(String property, int number) {
    return number == 0 ? this : with(property, Integer.toString(number));
  }

  /** The command, with the line feed that ends it. */
  String saying(List<String> lines) {
    return head
        + "]"
        + lines.stream()
            .map(line -> percent(Texts.logLine(line)))
            .collect(Collectors.joining("%0A"))
        + "\n";
  }

  String saying(String line) {
    return saying(List.of(line));
  }

  private static String property(String value) {
    return percent(Texts.logLine(value)).replace(";", "%3B").replace("]", "%5D");
  }

  // Texts leave no line breaks that would need an escape.
  private static String percent(String text) {
    return text.replace("%", "%AZP25");
  }
}
