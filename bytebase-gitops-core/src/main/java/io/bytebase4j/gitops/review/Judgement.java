package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One judgement of one report by one policy. Used once, by one thread. */
final class Judgement {
  private final ReviewPolicy policy;
  private final ReviewReport report;
  private final LocalDate day;
  private final Map<String, ReviewLimits> limits = new HashMap<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final Set<String> notes;

  Judgement(ReviewPolicy policy, ReviewReport report) {
    this.policy = policy;
    this.report = report;
    this.day = LocalDate.ofInstant(report.reviewedAt(), ZoneOffset.UTC);
    this.notes = new LinkedHashSet<>(report.notes());
  }

  ReviewVerdict verdict() {
    setLimits();
    judgeFindings();
    report.targets().forEach(this::judgeTarget);
    return new ReviewVerdict(report, reasons, waivers, List.copyOf(notes));
  }

  private void setLimits() {
    List<String> unknown = new ArrayList<>();
    for (TargetReview target : report.targets()) {
      Optional<ReviewLimits> own = named(target.target());
      if (own.isEmpty() && target.environment() == null && !policy.environments().isEmpty()) {
        unknown.add(target.target());
      }
      ReviewLimits found = own.orElseGet(() -> ofEnvironment(target.environment()));
      limits.put(target.target(), found);
      target.reviewed().forEach(file -> limits.putIfAbsent(file.database(), found));
    }
    if (!unknown.isEmpty()) {
      reasons.add(
          new Reason(
              Kind.UNKNOWN_ENVIRONMENT,
              "the policy has limits for environments, but that of %s is not known: say it with ReviewRequest.withEnvironment"
                  .formatted(names(unknown)),
              unknown,
              List.of()));
    }
  }

  private Optional<ReviewLimits> named(String target) {
    return policy.targets().stream()
        .filter(limits -> limits.names(target))
        .reduce((earlier, later) -> later)
        .map(ReviewPolicy.TargetLimits::limits);
  }

  private ReviewLimits ofEnvironment(@Nullable String environment) {
    return policy.environments().stream()
        .filter(limits -> limits.environment().equals(environment))
        .findAny()
        .map(ReviewPolicy.EnvironmentLimits::limits)
        .orElse(policy.limits());
  }

  private void judgeFindings() {
    List<ReviewFinding> stopping = new ArrayList<>();
    Set<String> targets = new LinkedHashSet<>();
    for (ReviewFinding finding : report.findings()) {
      List<String> stopped = stopped(finding);
      if (!stopped.isEmpty() && !isWaived(finding)) {
        stopping.add(finding);
        targets.addAll(stopped);
      }
    }
    if (!stopping.isEmpty()) {
      long errors = stopping.stream().filter(f -> f.severity() == Severity.ERROR).count();
      long warnings = stopping.size() - errors;
      long edits = stopping.stream().filter(ReviewFinding::isEditOfAppliedFile).count();
      String counts =
          (errors == 0
                  ? count(warnings, "warning")
                  : count(errors, "error")
                      + (warnings == 0 ? "" : " and " + count(warnings, "warning")))
              + (edits == 0
                  ? ""
                  : "; files were edited after they were applied, and a rollout would pass over the"
                      + " edits: put them into new files");
      reasons.add(new Reason(Kind.FINDINGS, counts, List.copyOf(targets), stopping));
    }
  }

  private List<String> stopped(ReviewFinding finding) {
    // What is wrong with a file itself is wrong on every target.
    List<String> holders =
        finding.targets().isEmpty()
            ? report.targets().stream().map(TargetReview::target).toList()
            : finding.targets();
    return holders.stream()
        .filter(
            target ->
                unusable(finding) || stops(finding, limits.getOrDefault(target, policy.limits())))
        .toList();
  }

  private static boolean stops(ReviewFinding finding, ReviewLimits limits) {
    return finding.isEditOfAppliedFile()
        ? limits.failOn() != FailOn.NEVER && !limits.editsAllowed()
        : limits.failOn().stops(finding.severity());
  }

  // Such a file would be refused by the release, whatever a policy says.
  private static boolean unusable(ReviewFinding finding) {
    return finding.ruleType() == RuleType.PREFLIGHT && finding.severity() == Severity.ERROR;
  }

  private boolean isWaived(ReviewFinding finding) {
    if (unusable(finding)) {
      return false;
    }
    Suppression suppression = finding.suppression();
    if (suppression != null && policy.suppressionsHonoured()) {
      waivers.add(new Waiver(finding, suppression.reason(), null));
      return true;
    }
    for (RuleAllowance allowance : policy.allowances()) {
      if (!allowance.names(finding)) {
        continue;
      }
      if (!day.isAfter(allowance.lastDay())) {
        waivers.add(new Waiver(finding, allowance.reason(), allowance.lastDay()));
        return true;
      }
      notes.add(
          "the allowance of %s (%s) ended on %s"
              .formatted(allowance.rule(), allowance.reason(), allowance.lastDay()));
    }
    return false;
  }

  private void judgeTarget(TargetReview target) {
    ReviewLimits own = limits.getOrDefault(target.target(), policy.limits());
    RiskLevel most = own.maxRisk();
    if (most != null && target.riskLevel().compareTo(most) > 0) {
      add(Kind.RISK, target, "risk %s is above %s".formatted(target.riskLevel(), most));
    }
    own.affectedRowsLimit()
        .ifPresent(
            rows -> {
              if (target.affectedRows() > rows) {
                add(
                    Kind.AFFECTED_ROWS,
                    target,
                    "about %d rows would change, more than %d"
                        .formatted(target.affectedRows(), rows));
              }
            });
    if (!target.isComplete() && !own.incompleteAllowed()) {
      add(Kind.INCOMPLETE, target, "incomplete: " + target.detail());
    }
  }

  private void add(Kind kind, TargetReview target, String message) {
    reasons.add(
        new Reason(kind, target.target() + ": " + message, List.of(target.target()), List.of()));
  }

  private static String names(List<String> targets) {
    return targets.size() == 1
        ? targets.get(0)
        : targets.get(0) + " and " + (targets.size() - 1) + " more";
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
