package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.v202508.api.PlanService;
import io.bytebase4j.client.v202508.model.PlanDeployment;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import io.bytebase4j.gitops.internal.RolloutCalls.StageData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stages of a rollout as the plan has them. The servers of 2025 make none where all is applied,
 * and whoever runs such a stage is to find that it is done, and not that there is none.
 * Thread-safe.
 */
final class PlannedStages {
  private static final int MOST_KEPT = 1000;

  private final PlanService plans;

  /** The environments of plans, which do not change. */
  private final Map<String, List<String>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  PlannedStages(PlanService plans) {
    this.plans = plans;
  }

  RolloutData completed(String plan, RolloutData rollout) {
    List<StageData> left = new ArrayList<>(rollout.stages());
    List<StageData> stages = new ArrayList<>();
    for (String environment : environments(plan)) {
      List<StageData> there =
          left.stream()
              .filter(stage -> ResourceNames.lastPart(stage.environment()).equals(environment))
              .toList();
      left.removeAll(there);
      stages.addAll(
          there.isEmpty()
              ? List.of(
                  new StageData(
                      rollout.name() + "/stages/" + environment,
                      "environments/" + environment,
                      List.of()))
              : there);
    }
    stages.addAll(left);
    return new RolloutData(rollout.name(), rollout.updateTime(), stages);
  }

  private List<String> environments(String plan) {
    synchronized (known) {
      List<String> kept = known.get(plan);
      if (kept != null) {
        return kept;
      }
    }
    PlanDeployment deployment = plans.getPlan(plan).execute().getDeployment();
    List<String> read =
        deployment == null
            ? List.of()
            : deployment.getEnvironments().stream()
                .map(environment -> ResourceNames.lastPart(text(environment)))
                .toList();
    synchronized (known) {
      known.put(plan, read);
    }
    return read;
  }
}
