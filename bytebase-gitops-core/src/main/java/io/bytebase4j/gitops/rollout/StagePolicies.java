package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** The policy of each stage: its own, or that of all others. Immutable. */
final class StagePolicies {
  static final StagePolicies STANDARD = new StagePolicies(StagePolicy.standard(), Map.of());

  private final StagePolicy others;
  private final Map<String, StagePolicy> own;

  private StagePolicies(StagePolicy others, Map<String, StagePolicy> own) {
    this.others = others;
    this.own = own;
  }

  StagePolicies with(StagePolicy policy) {
    return new StagePolicies(policy, own);
  }

  StagePolicies with(String stage, StagePolicy policy) {
    Map<String, StagePolicy> copy = new LinkedHashMap<>(own);
    copy.put(ResourceNames.lastPart(stage), policy);
    return new StagePolicies(others, copy);
  }

  /** The policy of a stage by its short name, its environment's name or its whole name. */
  StagePolicy of(String stage) {
    return own.getOrDefault(ResourceNames.lastPart(stage), others);
  }

  /** Requires that no policy is meant for a stage that there is not. */
  void requireKnown(RolloutStatus rollout) {
    own.keySet().forEach(rollout::stage);
  }
}
