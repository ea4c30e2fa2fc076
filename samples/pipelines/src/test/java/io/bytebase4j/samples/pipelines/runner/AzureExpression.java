package io.bytebase4j.samples.pipelines.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions and run-time expressions of Azure Pipelines. */
final class AzureExpression {
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z][A-Za-z]*|'(?:[^']|'')*'|\\(|\\)|\\[|]|,");
  private static final Pattern OUTPUT =
      Pattern.compile("\\$\\[ stageDependencies\\.(\\w+)\\.(\\w+)\\.outputs\\['(\\w+\\.\\w+)'] ]");
  private static final Pattern MACRO = Pattern.compile("\\$\\(([A-Za-z][A-Za-z0-9._]*)\\)");

  private final Tokens tokens;
  private final UnaryOperator<String> variables;
  private final boolean failed;

  private AzureExpression(Tokens tokens, UnaryOperator<String> variables, boolean failed) {
    this.tokens = tokens;
    this.variables = variables;
    this.failed = failed;
  }

  /**
   * Whether a condition holds.
   *
   * @param variables gives a variable's value, which is empty for one that there is not
   * @param failed whether something before failed
   */
  static boolean holds(
      String where, String condition, UnaryOperator<String> variables, boolean failed) {
    AzureExpression expression =
        new AzureExpression(new Tokens(where, condition, WORD), variables, failed);
    String value = expression.value();
    expression.tokens.end();
    return truth(expression.tokens, value);
  }

  /** The output of another stage's job that an expression names, or the text as it is. */
  static String output(
      String where, String text, List<String> dependsOn, Map<String, JobResult> results) {
    if (!text.startsWith("$[")) {
      return text;
    }
    Matcher output = OUTPUT.matcher(text);
    if (!output.matches()) {
      throw new UnsupportedPipelineException(where, "no output of a stage's job: " + text);
    }
    String job = output.group(1) + "." + output.group(2);
    JobResult result = results.get(job);
    if (!dependsOn.contains(output.group(1)) || result == null) {
      throw new UnsupportedPipelineException(
          where, text + " needs a job " + job + " of a stage in dependsOn, " + dependsOn);
    }
    String value = result.outputs().get(output.group(3));
    if (value == null) {
      throw new UnsupportedPipelineException(
          where, text + " is not among the outputs of " + job + ": " + result.outputs().keySet());
    }
    return value;
  }

  /** Puts values in the place of macros. One without a value would stay as it is. */
  static String macros(String where, String text, UnaryOperator<String> variables) {
    Matcher macro = MACRO.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (macro.find()) {
      String value = variables.apply(macro.group(1));
      if (value.isEmpty()) {
        throw new UnsupportedPipelineException(where, "there is no variable " + macro.group());
      }
      macro.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    macro.appendTail(filled);
    return filled.toString();
  }

  private String value() {
    String word = tokens.take();
    if (word.startsWith("'")) {
      return word.substring(1, word.length() - 1).replace("''", "'");
    }
    if (word.equals("variables")) {
      tokens.expect("[");
      String name = value();
      tokens.expect("]");
      return variables.apply(name);
    }
    tokens.expect("(");
    List<String> arguments = new ArrayList<>();
    while (!tokens.takeIf(")")) {
      if (!arguments.isEmpty()) {
        tokens.expect(",");
      }
      arguments.add(value());
    }
    return Boolean.toString(call(word, arguments));
  }

  private boolean call(String function, List<String> arguments) {
    return switch (function + " " + arguments.size()) {
      // Azure passes over the case of texts.
      case "eq 2" -> arguments.get(0).equalsIgnoreCase(arguments.get(1));
      case "ne 2" -> !arguments.get(0).equalsIgnoreCase(arguments.get(1));
      case "succeeded 0" -> !failed;
      case "succeededOrFailed 0" -> true;
      default -> {
        if (function.equals("and") && arguments.size() > 1) {
          yield arguments.stream().allMatch(argument -> truth(tokens, argument));
        }
        throw tokens.refuse("calls " + function + " with " + arguments + ", which is unknown here");
      }
    };
  }

  private static boolean truth(Tokens tokens, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw tokens.refuse("has " + value + " where true or false was expected");
    };
  }
}
