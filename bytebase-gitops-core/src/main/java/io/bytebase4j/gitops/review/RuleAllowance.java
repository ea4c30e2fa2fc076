package io.bytebase4j.gitops.review;

import java.time.LocalDate;

/**
 * Lets the findings of one rule pass for a time.
 *
 * @param rule the rule's title, code or {@link ReviewFinding#ruleId}
 * @param reason why
 * @param lastDay the last day on which it holds, in UTC
 */
public record RuleAllowance(String rule, String reason, LocalDate lastDay) {
  /**
   * Checks the parts.
   *
   * @param rule the rule's title, code or {@link ReviewFinding#ruleId}
   * @param reason why
   * @param lastDay the last day on which it holds, in UTC
   * @throws IllegalArgumentException if the rule or the reason is blank
   */
  public RuleAllowance {
    if (rule.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "an allowance needs a rule and a reason: rule \"%s\", reason \"%s\""
              .formatted(rule, reason));
    }
  }

  boolean names(ReviewFinding finding) {
    return RuleNames.same(rule, finding.title())
        || rule.equals(Integer.toString(finding.code()))
        || rule.equals(finding.ruleId());
  }
}
