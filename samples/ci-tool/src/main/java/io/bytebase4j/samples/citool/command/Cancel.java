package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.samples.citool.options.GoDuration;
import io.bytebase4j.samples.citool.options.RolloutChoice;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cancels what is under way. */
@Command(
    name = "cancel",
    sortOptions = false,
    header = "Cancels what is under way.",
    mixinStandardHelpOptions = true,
    description =
        "Cancels the task runs of a rollout, or of a stage, that wait or are at work, "
            + "and waits until they have ended. What is done stays done.")
final class Cancel extends ToolCommand {
  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = GoDuration.class,
      description = "The longest wait for their end; ${DEFAULT-VALUE} by default.")
  private Duration deadline = Duration.ofMinutes(1);

  @Mixin private StageScope scope = new StageScope();
  @Mixin private RolloutChoice choice = new RolloutChoice();

  @Override
  ExitCode run(RunResult result) {
    String name = choice.requireName(tool().context().folder());
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      RolloutHandle rollout = gitOps.attach(name);
      result.rollout(rollout.name());
      List<String> runs = scope.cancel(rollout);
      runs.forEach(run -> tool().log().println("cancelled " + run));
      tool().say(runs.isEmpty() ? "nothing was under way" : runs.size() + " task runs");
      RolloutOutcome end = scope.await(rollout, deadline);
      result.status(end.status());
      return scope.isUnderWay(end.status()) ? ExitCode.DEADLINE : ExitCode.OK;
    }
  }
}
