package io.bytebase4j.samples.pipelines.runner;

import java.util.Map;
import java.util.regex.Pattern;

/** The condition of a rule of GitLab CI. */
final class GitLabRule {
  private static final Pattern WORD =
      Pattern.compile("\\$[A-Za-z_][A-Za-z0-9_]*|\"[^\"]*\"|==|!=|&&|\\|\\|");

  private final Tokens tokens;
  private final Map<String, String> variables;

  private GitLabRule(Tokens tokens, Map<String, String> variables) {
    this.tokens = tokens;
    this.variables = variables;
  }

  static boolean holds(String where, String condition, Map<String, String> variables) {
    GitLabRule rule = new GitLabRule(new Tokens(where, condition, WORD), variables);
    boolean holds = rule.any();
    rule.tokens.end();
    return holds;
  }

  private boolean any() {
    boolean holds = all();
    while (tokens.takeIf("||")) {
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = comparison();
    while (tokens.takeIf("&&")) {
      holds &= comparison();
    }
    return holds;
  }

  private boolean comparison() {
    String left = value();
    if (tokens.takeIf("==")) {
      return left.equals(value());
    }
    if (tokens.takeIf("!=")) {
      return !left.equals(value());
    }
    return !left.isEmpty();
  }

  private String value() {
    String word = tokens.take();
    if (word.startsWith("$")) {
      return variables.getOrDefault(word.substring(1), "");
    }
    if (word.startsWith("\"")) {
      return word.substring(1, word.length() - 1);
    }
    throw tokens.refuse("has " + word + " where a value was expected");
  }
}
