package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.internal.LogCommand;

/** Logging commands: lines of output that Azure's agent acts on. */
final class LoggingCommand {
  private static final LogCommand.Syntax SYNTAX =
      new LogCommand.Syntax(
          "##vso[", ';', "]", LoggingCommand::property, line -> percent(Texts.logLine(line)));

  private LoggingCommand() {}

  static LogCommand named(String name) {
    return SYNTAX.command(name);
  }

  private static String property(String value) {
    return percent(Texts.logLine(value)).replace(";", "%3B").replace("]", "%5D");
  }

  // Texts leave no line breaks that would need an escape.
  private static String percent(String text) {
    return text.replace("%", "%AZP25");
  }
}
