package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.internal.LogCommand;

/** Workflow commands: lines of output that GitHub's runner acts on. */
final class WorkflowCommand {
  private static final LogCommand.Syntax SYNTAX =
      new LogCommand.Syntax(
          "::", ',', "::", WorkflowCommand::property, line -> percent(Texts.logLine(line)));

  private WorkflowCommand() {}

  static LogCommand named(String name) {
    return SYNTAX.command(name);
  }

  private static String property(String value) {
    // A runner that does not know a command of this form looks for the older one, ##[name], in the
    // same line; and it drops equals signs at the beginning of a value.
    String text = Texts.visible(value).replace("##[", "# #[");
    return (text.startsWith("=") ? " " : "")
        + percent(text).replace(":", "%3A").replace(",", "%2C");
  }

  // Texts leave no line breaks that would need an escape.
  private static String percent(String text) {
    return text.replace("%", "%25");
  }
}
