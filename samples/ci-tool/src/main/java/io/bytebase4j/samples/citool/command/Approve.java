package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.ApproveIssueRequest;
import io.bytebase4j.samples.citool.options.RolloutChoice;
import io.bytebase4j.samples.citool.options.UsageException;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves the issue of a plan, as the account that signs in. */
@Command(
    name = "approve",
    sortOptions = false,
    header = "Approves the issue that a rollout waits for.",
    mixinStandardHelpOptions = true,
    description =
        "Approves the issue that a rollout waits for, as the account that signs in; "
            + "the server decides whether it may.")
final class Approve extends ToolCommand {
  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = "The plan, such as projects/hr/plans/101.")
  private @Nullable String plan;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the issue shows beside the approval.")
  private String comment = "";

  @Mixin private RolloutChoice choice = new RolloutChoice();

  @Override
  ExitCode run(RunResult result) {
    String name = plan == null ? planOf(choice.requireName(tool().context().folder())) : plan;
    try (BytebaseClient client = tool().client()) {
      result.plan(name);
      String issue = client.plans().getPlan(name).execute().getIssue();
      if (issue == null || issue.isEmpty()) {
        throw new UsageException(
            name + " has no issue to approve: rollout --approval issue makes one");
      }
      client.issues().approveIssue(issue, new ApproveIssueRequest().comment(comment)).execute();
      tool().say("approved " + issue);
      return ExitCode.OK;
    }
  }

  private static String planOf(String rollout) {
    String plan = RunResult.planOf(rollout);
    if (plan.isEmpty()) {
      throw new UsageException(rollout + " is not of the form projects/x/plans/1/rollout");
    }
    return plan;
  }
}
