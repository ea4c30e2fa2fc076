package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.report.internal.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** One workflow command: a line of output that GitHub's runner acts on. */
final class WorkflowCommand {
  private final StringBuilder head;
  private boolean hasProperties;

  private WorkflowCommand(String name) {
    this.head = new StringBuilder("::").append(name);
  }

  static WorkflowCommand named(String name) {
    return new WorkflowCommand(name);
  }

  /** Sets a property; one without a value is left out, as the runner would leave it out. */
  WorkflowCommand with(String property, String value) {
    if (!value.isEmpty()) {
      head.append(hasProperties ? ',' : ' ').append(property).append('=').append(property(value));
      hasProperties = true;
    }
    return this;
  }

  /** Sets a number that counts from 1; 0 stands for one that is not known. */
  WorkflowCommand with(String property, int number) {
    return number == 0 ? this : with(property, Integer.toString(number));
  }

  /** The command, with the line feed that ends it. */
  String saying(List<String> lines) {
    return head
        + "::"
        + lines.stream()
            .map(line -> percent(Texts.logLine(line)))
            .collect(Collectors.joining("%0A"))
        + "\n";
  }

  String saying(String line) {
    return saying(List.of(line));
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
