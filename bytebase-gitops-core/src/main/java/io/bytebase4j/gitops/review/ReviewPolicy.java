package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.ResourceNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What lets a change pass. Begin with {@link #standard}: errors and incompleteness stop it. For a
 * target, the last limits that name it hold; then those of its environment; then the general ones.
 * Immutable.
 *
 * @param limits the general limits
 * @param environments limits of environments
 * @param targets limits of single targets
 * @param allowances the rules whose findings are let pass
 * @param suppressionsHonoured whether comments in the files let findings pass
 */
public record ReviewPolicy(
    ReviewLimits limits,
    List<EnvironmentLimits> environments,
    List<TargetLimits> targets,
    List<RuleAllowance> allowances,
    boolean suppressionsHonoured) {

  /**
   * Limits of an environment.
   *
   * @param environment its id, for example {@code prod}
   * @param limits the limits
   */
  public record EnvironmentLimits(String environment, ReviewLimits limits) {}

  /**
   * Limits of targets.
   *
   * @param pattern a target's name, in which {@code *} stands for anything but a slash
   * @param limits the limits
   */
  public record TargetLimits(String pattern, ReviewLimits limits) {
    boolean names(String target) {
      return NamePattern.matches(pattern, target);
    }
  }

  /**
   * Copies the lists.
   *
   * @param limits the general limits
   * @param environments limits of environments
   * @param targets limits of single targets
   * @param allowances the rules whose findings are let pass
   * @param suppressionsHonoured whether comments in the files let findings pass
   */
  public ReviewPolicy {
    environments = List.copyOf(environments);
    targets = List.copyOf(targets);
    allowances = List.copyOf(allowances);
  }

  /**
   * Errors and incompleteness stop a change; comments in the files let findings pass.
   *
   * @return the standard policy
   */
  public static ReviewPolicy standard() {
    return new ReviewPolicy(ReviewLimits.STANDARD, List.of(), List.of(), List.of(), true);
  }

  /**
   * Sets the general limits.
   *
   * @param general the limits of every target that no others are set for
   * @return a copy with the limits
   */
  public ReviewPolicy withLimits(ReviewLimits general) {
    return new ReviewPolicy(general, environments, targets, allowances, suppressionsHonoured);
  }

  /**
   * Sets the limits of an environment. The request must then say which environment each target
   * belongs to; where it does not, the change is stopped.
   *
   * @param environment for example {@code prod}
   * @param own its limits
   * @return a copy with the limits
   */
  public ReviewPolicy forEnvironment(String environment, ReviewLimits own) {
    String id = ResourceNames.lastPart(environment);
    List<EnvironmentLimits> more = new ArrayList<>(environments);
    more.removeIf(limits -> limits.environment().equals(id));
    more.add(new EnvironmentLimits(id, own));
    return new ReviewPolicy(limits, more, targets, allowances, suppressionsHonoured);
  }

  /**
   * Sets the limits of targets. Where several patterns name a target, the last one holds.
   *
   * @param pattern a target's name, in which {@code *} stands for anything but a slash, for example
   *     {@code instances/prod-*&#47;databases/*}
   * @param own their limits
   * @return a copy with the limits
   */
  public ReviewPolicy forTargets(String pattern, ReviewLimits own) {
    List<TargetLimits> more = new ArrayList<>(targets);
    more.add(new TargetLimits(pattern, own));
    return new ReviewPolicy(limits, environments, more, allowances, suppressionsHonoured);
  }

  /**
   * Lets the findings of a rule pass for a time. What makes a file unusable is never let pass.
   *
   * @param rule the rule's title, code or {@link ReviewFinding#ruleId}
   * @param reason why
   * @param lastDay the last day on which it holds, in UTC
   * @return a copy with the allowance
   * @throws IllegalArgumentException if the rule or the reason is blank
   */
  public ReviewPolicy allowRule(String rule, String reason, LocalDate lastDay) {
    List<RuleAllowance> more = new ArrayList<>(allowances);
    more.add(new RuleAllowance(rule, reason, lastDay));
    return new ReviewPolicy(limits, environments, targets, more, suppressionsHonoured);
  }

  /**
   * Takes no notice of comments in the files.
   *
   * @return a copy for which comments let nothing pass
   */
  public ReviewPolicy ignoringSuppressions() {
    return new ReviewPolicy(limits, environments, targets, allowances, false);
  }

  /**
   * Judges a report. The day of the review decides which allowances hold, so that the same report
   * always gets the same verdict.
   *
   * @param report the report
   * @return whether the change may go on, and why
   */
  public ReviewVerdict judge(ReviewReport report) {
    return new Judgement(this, report).verdict();
  }
}
