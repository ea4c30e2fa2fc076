package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.samples.citool.options.RolloutChoice;
import io.bytebase4j.samples.citool.options.StageOptions;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with a rollout. */
@Command(
    name = "resume",
    sortOptions = false,
    header = "Goes on with a rollout.",
    mixinStandardHelpOptions = true,
    description =
        "Goes on with a rollout where it stands, up to a stage or to its end: one "
            + "that is named, or with the same files and targets the one that they belong "
            + "to. What failed is run again.")
final class Resume extends ToolCommand {
  @Mixin private RolloutChoice choice = new RolloutChoice();
  @Mixin private PreparationOptions preparation = new PreparationOptions();
  @Mixin private StageOptions stages = new StageOptions();

  @Override
  ExitCode run(RunResult result) {
    Optional<String> name = choice.name(tool().context().folder());
    if (name.isEmpty() && !tool().change().hasFiles()) {
      // Says what may be given.
      String unused = choice.requireName(tool().context().folder());
    }
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      RolloutHandle rollout =
          name.isPresent()
              ? gitOps.attach(name.get())
              : preparation.prepare(tool(), gitOps, stages, result);
      Optional<String> last = stages.targetStage();
      new StageRunner(tool(), stages, result)
          .run(
              rollout,
              handle -> {
                if (last.isPresent()) {
                  handle.runThrough(last.get());
                } else {
                  handle.runAll();
                }
              });
      tool()
          .say(
              "Rolled out"
                  + last.map(stage -> " up to " + stage).orElse("")
                  + ": "
                  + rollout.name());
      return ExitCode.OK;
    }
  }
}
