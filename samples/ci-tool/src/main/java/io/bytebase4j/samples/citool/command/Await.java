package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.report.console.RolloutTable;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.samples.citool.options.GoDuration;
import io.bytebase4j.samples.citool.options.RolloutChoice;
import io.bytebase4j.samples.citool.progress.Progress;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for what somebody else started. */
@Command(
    name = "await",
    sortOptions = false,
    header = "Waits for the end of what is under way.",
    mixinStandardHelpOptions = true,
    description =
        "Waits until nothing of a rollout, or of a stage, is under way, and starts "
            + "nothing. Ends with 0 if all is done, 4 if something is left, 6 if tasks "
            + "failed, 8 if they were cancelled.")
final class Await extends ToolCommand {
  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = GoDuration.class,
      description = "The longest wait; ${DEFAULT-VALUE} by default. After it, it ends with 7.")
  private Duration deadline = Duration.ofHours(1);

  @Mixin private StageScope scope = new StageScope();
  @Mixin private RolloutChoice choice = new RolloutChoice();

  @Override
  ExitCode run(RunResult result) {
    String name = choice.requireName(tool().context().folder());
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      RolloutHandle rollout = gitOps.attach(name);
      result.rollout(rollout.name());
      RolloutOutcome end;
      try (Progress progress =
          Progress.of(tool().output().progress(), tool().context(), tool().log())) {
        progress.show(rollout);
        end = scope.await(rollout, deadline);
      }
      result.status(end.status());
      result.outcome(RolloutOutput.of(end).outcome());
      RolloutTable.plain().lines(end.status()).forEach(tool().log()::println);
      tool().log().flush();
      return scope.isUnderWay(end.status()) ? ExitCode.DEADLINE : ExitCode.of(result.outcome());
    }
  }
}
