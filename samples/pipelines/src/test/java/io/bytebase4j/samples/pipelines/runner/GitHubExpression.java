package io.bytebase4j.samples.pipelines.runner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions of GitHub Actions: names, texts, comparisons, and the functions that ask how the job
 * went so far.
 */
final class GitHubExpression {
  private static final Pattern EMBEDDED = Pattern.compile("\\$\\{\\{(.*?)}}");
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*|'(?:[^']|'')*'|==|!=|&&|\\|\\||!|\\(|\\)");

  /** What expressions may ask for. */
  interface Context {
    /** The value of a name such as {@code github.actor}; refuses names that there can't be. */
    String value(Tokens tokens, String name);

    /** Whether an earlier step of the job failed. */
    boolean hasFailed();
  }

  private final Tokens tokens;
  private final Context context;
  private boolean asksHowItWent;

  private GitHubExpression(String where, String text, Context context) {
    this.tokens = new Tokens(where, text, WORD);
    this.context = context;
  }

  /** Puts the values of expressions in braces into a text. */
  static String fill(String where, String text, Context context) {
    Matcher embedded = EMBEDDED.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (embedded.find()) {
      GitHubExpression expression = new GitHubExpression(where, embedded.group(1), context);
      Object value = expression.whole();
      embedded.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
    }
    embedded.appendTail(filled);
    return filled.toString();
  }

  /** The condition of a step. Where it does not ask how the job went, it must have gone well. */
  static boolean holds(String where, String condition, Context context) {
    Matcher embedded = EMBEDDED.matcher(condition);
    if (!embedded.matches()) {
      throw new UnsupportedPipelineException(
          where, "a condition stands in ${{ and }} as a whole, not as " + condition);
    }
    GitHubExpression expression = new GitHubExpression(where, embedded.group(1), context);
    boolean holds = truth(expression.whole());
    return holds && (expression.asksHowItWent || !context.hasFailed());
  }

  private Object whole() {
    Object value = any();
    tokens.end();
    return value;
  }

  private Object any() {
    Object value = all();
    while (tokens.takeIf("||")) {
      Object other = all();
      value = truth(value) ? value : other;
    }
    return value;
  }

  private Object all() {
    Object value = comparison();
    while (tokens.takeIf("&&")) {
      Object other = comparison();
      value = truth(value) ? other : value;
    }
    return value;
  }

  private Object comparison() {
    Object left = operand();
    boolean equal = tokens.takeIf("==");
    if (!equal && !tokens.takeIf("!=")) {
      return left;
    }
    Object right = operand();
    if (!left.getClass().equals(right.getClass())) {
      throw tokens.refuse("compares values of two kinds, which is not known here");
    }
    // GitHub passes over the case of texts.
    boolean same = left.toString().equalsIgnoreCase(right.toString());
    return equal == same;
  }

  private Object operand() {
    String word = tokens.take();
    if (word.equals("!")) {
      return !truth(operand());
    }
    if (word.equals("(")) {
      Object value = any();
      tokens.expect(")");
      return value;
    }
    if (word.startsWith("'")) {
      return word.substring(1, word.length() - 1).replace("''", "'");
    }
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    if (!Character.isLetter(word.charAt(0))) {
      throw tokens.refuse("has " + word + " where a value was expected");
    }
    return tokens.takeIf("(") ? call(word) : context.value(tokens, word);
  }

  private Object call(String function) {
    tokens.expect(")");
    asksHowItWent = true;
    return switch (function) {
      case "always" -> true;
      case "success" -> !context.hasFailed();
      case "failure" -> context.hasFailed();
      // Nobody stops a run here.
      case "cancelled" -> false;
      default -> throw tokens.refuse("calls " + function + ", which is not known here");
    };
  }

  private static boolean truth(Object value) {
    return value instanceof Boolean flag ? flag : !value.toString().isEmpty();
  }
}
