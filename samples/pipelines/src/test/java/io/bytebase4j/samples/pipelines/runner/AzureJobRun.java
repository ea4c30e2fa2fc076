package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a job of Azure Pipelines, step after step. */
final class AzureJobRun {
  private final Scene scene;
  private final AzureJob job;
  private final Path sources;
  private final AzureVariables variables;
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final StringBuilder log = new StringBuilder();
  private final AzureTasks tasks;
  private boolean failed;
  private int exitCode;

  AzureJobRun(Scene scene, AzureJob job, Map<String, String> own) {
    this.scene = scene;
    this.job = job;
    this.sources = scene.folder(job.name(), "s");
    this.variables = new AzureVariables(scene, own);
    this.tasks = new AzureTasks(scene, job, sources);
  }

  JobResult run() {
    for (AzureStep step : job.steps()) {
      String condition = step.condition().orElse("succeeded()");
      if (AzureExpression.holds(job.name(), condition, variables::get, failed)) {
        failed |= !run(step);
      }
    }
    return new JobResult(
        failed ? State.FAILED : State.SUCCEEDED, exitCode, log.toString(), outputs, tasks.kept());
  }

  private boolean run(AzureStep step) {
    return switch (step.kind()) {
      case CHECKOUT -> checkout(step);
      case DOWNLOAD -> only(step, "none");
      case TASK -> tasks.run(step.content(), step.inputs());
      case BASH -> bash(step);
    };
  }

  private boolean only(AzureStep step, String value) {
    if (!step.content().equals(value)) {
      throw new UnsupportedPipelineException(job.name(), step.kind() + " of " + step.content());
    }
    return true;
  }

  private boolean checkout(AzureStep step) {
    if (step.content().equals("none")) {
      return true;
    }
    int depth = step.depth().orElseThrow();
    Git.checkout(
        scene.origin(),
        scene.event().mergeRef(),
        depth == 0 ? OptionalInt.empty() : OptionalInt.of(depth),
        sources);
    return only(step, "self");
  }

  private boolean bash(AzureStep step) {
    Map<String, String> all = new HashMap<>(scene.container(job.name()));
    all.putAll(variables.environment(job, sources));
    step.env()
        .forEach(
            (name, text) ->
                all.put(
                    name.toUpperCase(Locale.ROOT),
                    AzureExpression.macros(job.name(), text, variables::get)));
    // The task runs bash without -e: only the last command's end counts.
    Shell.Ended ended =
        Shell.run(
            List.of("--noprofile", "--norc"),
            AzureExpression.macros(job.name(), step.content(), variables::get),
            sources,
            all,
            scene.folder(job.name(), "scratch"),
            job.limit());
    log.append(ended.output());
    Map<String, String> set = AzureCommands.outputs(ended.output());
    step.name()
        .ifPresent(name -> set.forEach((key, value) -> outputs.put(name + "." + key, value)));
    if (ended.exitCode() != 0) {
      exitCode = ended.exitCode();
    }
    return ended.exitCode() == 0;
  }
}
