package io.bytebase4j.gitops.report.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One line of output that the runner of a CI platform acts on. Used by one thread. */
public final class LogCommand {

  /**
   * How a platform wants its commands.
   *
   * @param begin what stands before the name
   * @param separator what stands between properties
   * @param end what stands between the properties and the text
   * @param property makes a value safe, as a property
   * @param text makes a line safe, as a text
   */
  public record Syntax(
      String begin,
      char separator,
      String end,
      UnaryOperator<String> property,
      UnaryOperator<String> text) {

    /** Begins a command. */
    public LogCommand command(String name) {
      return new LogCommand(this, name);
    }
  }

  private final Syntax syntax;
  private final StringBuilder head;
  private boolean hasProperties;

  private LogCommand(Syntax syntax, String name) {
    this.syntax = syntax;
    this.head = new StringBuilder(syntax.begin()).append(name);
  }

  /** Sets a property; one without a value is left out, as the runner would leave it out. */
  public LogCommand with(String property, String value) {
    if (!value.isEmpty()) {
      head.append(hasProperties ? syntax.separator() : ' ')
          .append(property)
          .append('=')
          .append(syntax.property().apply(value));
      hasProperties = true;
    }
    return this;
  }

  /** Sets a number that counts from 1; 0 stands for one that is not known. */
  public LogCommand with(String property, int number) {
    return number == 0 ? this : with(property, Integer.toString(number));
  }

  /** The command, with the line feed that ends it. */
  public String saying(List<String> lines) {
    return head
        + syntax.end()
        + lines.stream().map(syntax.text()).collect(Collectors.joining("%0A"))
        + "\n";
  }

  /** The command, with the line feed that ends it. */
  public String saying(String line) {
    return saying(List.of(line));
  }
}
