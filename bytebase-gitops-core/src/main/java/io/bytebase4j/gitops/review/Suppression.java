package io.bytebase4j.gitops.review;

import java.util.Set;

/**
 * A comment in a migration file that lets findings of one statement pass: {@code --
 * bytebase4j-allow COLUMN_NO_NULL: filled by a trigger}. It stands before the statement or within
 * it, names one or more rules by title or code, parted by commas, and gives a reason.
 *
 * @param line the comment's line, from 1
 * @param rules the titles or codes of rules
 * @param reason why; not blank
 */
public record Suppression(int line, Set<String> rules, String reason) {
  /**
   * Copies the rules.
   *
   * @param line the comment's line, from 1
   * @param rules the titles or codes of rules
   * @param reason why; not blank
   */
  public Suppression {
    rules = Set.copyOf(rules);
  }

  boolean names(String title, int code) {
    return rules.contains(Integer.toString(code))
        || rules.stream().anyMatch(rule -> RuleNames.same(rule, title));
  }
}
