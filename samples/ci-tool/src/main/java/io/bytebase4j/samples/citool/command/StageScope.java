package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A stage of a rollout, or all of it. */
final class StageScope {
  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "This stage only, such as environments/test or test.")
  private @Nullable String stage;

  RolloutOutcome await(RolloutHandle rollout, Duration deadline) {
    return stage == null ? rollout.await(deadline) : rollout.await(stage, deadline);
  }

  List<String> cancel(RolloutHandle rollout) {
    return stage == null ? rollout.cancel() : rollout.cancel(stage);
  }

  boolean isUnderWay(RolloutStatus rollout) {
    return stage == null
        ? rollout.stages().stream().anyMatch(StageState::isUnderWay)
        : rollout.stage(stage).isUnderWay();
  }
}
