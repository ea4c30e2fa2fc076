package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.samples.citool.options.StageOptions;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Releases the files and rolls them out, as bytebase-action's command of this name does. */
@Command(
    name = "rollout",
    sortOptions = false,
    header = "Makes a release of the files and rolls it out.",
    mixinStandardHelpOptions = true,
    description =
        "Makes a release of the files, a plan and a rollout, and rolls it out up to a "
            + "stage. Run again with the same files, it goes on with the same ones, and "
            + "runs again what failed.")
final class Rollout extends ToolCommand {
  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description =
          "Rolls out a plan that there is, such as projects/hr/plans/101; no files " + "then.")
  private @Nullable String plan;

  @Mixin private PreparationOptions preparation = new PreparationOptions();
  @Mixin private StageOptions stages = new StageOptions();

  @Override
  ExitCode run(RunResult result) {
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      RolloutHandle rollout = rollout(gitOps, result);
      Optional<String> last = stages.targetStage();
      if (last.isEmpty()) {
        result.status(rollout.status());
        tool().say("No --target-stage: nothing was started. " + rollout.name());
        return ExitCode.OK;
      }
      new StageRunner(tool(), stages, result).run(rollout, handle -> handle.runThrough(last.get()));
      tool().say("Rolled out up to " + last.get() + ": " + rollout.name());
      return ExitCode.OK;
    }
  }

  private RolloutHandle rollout(GitOps gitOps, RunResult result) {
    if (plan == null) {
      return preparation.prepare(tool(), gitOps, stages, result);
    }
    result.plan(plan);
    RolloutHandle rollout = gitOps.rollout(PlanRef.of(plan), stages.approval());
    result.rollout(rollout.name());
    return rollout;
  }
}
