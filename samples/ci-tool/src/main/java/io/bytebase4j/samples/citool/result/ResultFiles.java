package io.bytebase4j.samples.citool.result;

import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.CiPlatform;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.github.GitHubStepSummary;
import io.bytebase4j.samples.citool.ToolContext;
import io.bytebase4j.samples.citool.options.OutputOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Puts a run's result where its options and the CI platform want it. */
public final class ResultFiles {
  private final ToolContext context;
  private final OutputOptions options;
  private final CiEnvironment ci;

  /** For a run. */
  public ResultFiles(ToolContext context, OutputOptions options, CiEnvironment ci) {
    this.context = context;
    this.options = options;
    this.ci = ci;
  }

  /**
   * Writes what there is; nothing if there is nothing.
   *
   * @param log gets the commands of platforms that read them from there
   * @throws IOException if one can't be written; the message names it
   */
  public void write(RunResult result, PrintWriter log) throws IOException {
    if (result.isEmpty()) {
      return;
    }
    if (options.json()) {
      result.render(context.out());
      context.out().flush();
    }
    if (options.output().isPresent()) {
      Path file = context.folder().resolve(options.output().get());
      named("--output " + file, () -> result.writeTo(file));
    }
    if (result.hasRollout()) {
      Handover handover = new Handover(context, ci.platform(), result);
      if (options.dotenv().isPresent()) {
        Path file = context.folder().resolve(options.dotenv().get());
        named("--dotenv " + file, () -> handover.toFile(file));
      }
      named("the names for the next step", () -> handover.toPlatform(log));
      named("the summary of the step", () -> summarize(result));
    }
  }

  private void summarize(RunResult result) throws IOException {
    Optional<String> summary = context.variable("GITHUB_STEP_SUMMARY");
    if (ci.platform() == CiPlatform.GITHUB
        && summary.isPresent()
        && result.lastStatus().isPresent()) {
      Publication end =
          GitHubStepSummary.to(Path.of(summary.get()))
              .publish(result.lastStatus().get(), result.failures());
      if (end.status() == Publication.Status.FAILED) {
        throw new IOException(end.detail());
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void named(String what, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      throw new IOException(what + ": " + e.getMessage(), e);
    }
  }
}
