package io.bytebase4j.gitops.report;

import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The findings of a verdict by how they stand, made once: a report may hold very many. */
final class FindingStates {
  private final Set<ReviewFinding> blocking = new HashSet<>();
  private final Map<ReviewFinding, Waiver> waivers = new HashMap<>();

  FindingStates(ReviewVerdict verdict) {
    verdict.reasons().forEach(reason -> blocking.addAll(reason.findings()));
    verdict.waivers().forEach(waiver -> waivers.putIfAbsent(waiver.finding(), waiver));
  }

  // A policy waives a finding on all targets or on none; should a verdict made by hand say both,
  // what stops the change must not look harmless.
  FindingState of(ReviewFinding finding) {
    if (blocking.contains(finding)) {
      return FindingState.BLOCKING;
    }
    return waivers.containsKey(finding) ? FindingState.WAIVED : FindingState.NOTED;
  }

  Optional<Waiver> waiverOf(ReviewFinding finding) {
    return Optional.ofNullable(waivers.get(finding)).filter(unused -> !blocking.contains(finding));
  }
}
