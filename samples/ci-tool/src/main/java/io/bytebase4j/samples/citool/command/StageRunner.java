package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.report.console.LogText;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutWaitInterruptedException;
import io.bytebase4j.samples.citool.options.StageOptions;
import io.bytebase4j.samples.citool.progress.Progress;
import io.bytebase4j.samples.citool.result.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs stages of a rollout and shows how it goes. When it is told to stop, it cancels what is under
 * way where the options say so, and waits a little until the server says how that ended.
 */
final class StageRunner {
  /** CI platforms kill a process about ten seconds after they told it to stop. */
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(6);

  private final Tool tool;
  private final StageOptions options;
  private final RunResult result;

  StageRunner(Tool tool, StageOptions options, RunResult result) {
    this.tool = tool;
    this.options = options;
    this.result = result;
  }

  /** Runs it; whatever becomes of it, the result knows how the rollout stands then. */
  void run(RolloutHandle given, Consumer<RolloutHandle> work) {
    RolloutHandle rollout = options.applyTo(given);
    result.rollout(rollout.name());
    try (Progress progress = Progress.of(tool.output().progress(), tool.context(), tool.log())) {
      progress.show(rollout);
      work.accept(rollout);
      result.status(rollout.status());
    } catch (RolloutWaitInterruptedException e) {
      stop(rollout);
      throw e;
    } catch (GitOpsException e) {
      lookOnceMore(rollout, e);
      throw e;
    }
  }

  private void lookOnceMore(RolloutHandle rollout, GitOpsException failure) {
    try {
      result.status(rollout.status());
    } catch (BytebaseException e) {
      failure.addSuppressed(e);
    }
  }

  private void stop(RolloutHandle rollout) {
    // The calls that follow would end at once otherwise; whoever waits for us has been heard.
    boolean unused = Thread.interrupted();
    try {
      if (!options.cancelsOnSignal()) {
        tool.say("Told to stop: what is under way goes on at the server.");
        result.status(rollout.status());
        return;
      }
      List<String> runs = rollout.cancel();
      tool.say("Told to stop: " + runs.size() + " task runs under way were cancelled.");
      RolloutOutcome end = rollout.await(SETTLE_TIMEOUT);
      result.status(end.status());
    } catch (GitOpsException | BytebaseException e) {
      tool.say(LogText.safe("What is under way could not be cancelled: " + e.getMessage()));
    }
  }
}
