package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.report.console.RolloutTable;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.samples.citool.options.RolloutChoice;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a rollout stands. */
@Command(
    name = "status",
    sortOptions = false,
    header = "Shows how a rollout stands.",
    mixinStandardHelpOptions = true)
final class Status extends ToolCommand {
  @Option(
      names = "--exit-code",
      description = "Ends with 4 if it is not done, 6 if tasks failed, 8 if they were cancelled.")
  private boolean judged;

  @Mixin private RolloutChoice choice = new RolloutChoice();

  @Override
  ExitCode run(RunResult result) {
    String name = choice.requireName(tool().context().folder());
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      RolloutStatus status = gitOps.attach(name).status();
      result.rollout(status.name());
      result.status(status);
      tool().log().println(status.name());
      RolloutTable.plain().lines(status).forEach(tool().log()::println);
      tool().log().flush();
      return judged ? ExitCode.of(result.outcome()) : ExitCode.OK;
    }
  }
}
