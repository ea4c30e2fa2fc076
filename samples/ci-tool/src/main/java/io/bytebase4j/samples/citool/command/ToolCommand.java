package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.rollout.RolloutWaitException;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.ResultFiles;
import io.bytebase4j.samples.citool.result.RunResult;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/**
 * What all commands have in common: what is known of the result is written at the end, however that
 * comes.
 */
abstract class ToolCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Tool tool;

  /** Does the work. */
  abstract ExitCode run(RunResult result) throws IOException;

  final Tool tool() {
    return Objects.requireNonNull(tool);
  }

  @Override
  public final Integer call() throws IOException {
    RunResult result = new RunResult();
    ExitCode end;
    try {
      end = run(result);
    } catch (RuntimeException e) {
      note(result, e);
      writeBeside(result, e);
      throw e;
    }
    files().write(result, tool().log());
    return end.number();
  }

  private static void note(RunResult result, RuntimeException failure) {
    if (failure instanceof StageFailedException failed) {
      result.failures(failed.failures());
      result.outcome(
          result.lastStatus().isEmpty() ? RolloutOutput.Outcome.FAILED : result.outcome());
    } else if (failure instanceof ApprovalRejectedException) {
      result.outcome(RolloutOutput.Outcome.REJECTED);
    } else if (failure instanceof RolloutWaitException && result.lastStatus().isEmpty()) {
      result.outcome(RolloutOutput.Outcome.PENDING);
    }
  }

  /** The failure is what the user has to hear of; that the file could not be written comes last. */
  private void writeBeside(RunResult result, RuntimeException failure) {
    try {
      files().write(result, tool().log());
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private ResultFiles files() {
    return new ResultFiles(tool().context(), tool().output(), tool().ci());
  }
}
