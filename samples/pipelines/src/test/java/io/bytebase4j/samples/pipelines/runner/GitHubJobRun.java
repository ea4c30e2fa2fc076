package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a job of GitHub Actions, step after step. */
final class GitHubJobRun {
  private final Scene scene;
  private final GitHubJob job;
  private final Path workspace;
  private final GitHubVariables variables;
  private final GitHubContext context;
  private final GitHubActions actions;
  private final Map<String, String> env = new LinkedHashMap<>();
  private final StringBuilder log = new StringBuilder();
  private int exitCode;

  GitHubJobRun(
      Scene scene, GitHubJob job, Map<String, String> workflowEnv, Map<String, JobResult> before) {
    this.scene = scene;
    this.job = job;
    this.workspace = scene.folder(job.name(), "workspace");
    this.variables = new GitHubVariables(scene, job, workspace);
    Map<String, JobResult> needed = new HashMap<>(before);
    needed.keySet().retainAll(job.needs());
    // Neither a fork nor Dependabot gets secrets; a repository's variables are not secret.
    Settings settings = scene.event().fork() ? scene.settings().withoutSecrets() : scene.settings();
    this.context = new GitHubContext(variables.context(), settings, needed);
    this.actions = new GitHubActions(scene, job, workspace);
    add(workflowEnv);
    add(job.env());
  }

  private void add(Map<String, String> more) {
    context.env(env);
    Map<String, String> filled = filled(more);
    env.putAll(filled);
    context.env(env);
  }

  private Map<String, String> filled(Map<String, String> texts) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> filled.put(name, GitHubExpression.fill(job.name(), text, context)));
    return filled;
  }

  JobResult run() {
    for (GitHubStep step : job.steps()) {
      boolean runs =
          step.condition().isPresent()
              ? GitHubExpression.holds(job.name(), step.condition().get(), context)
              : !context.hasFailed();
      if (runs) {
        boolean succeeded =
            step.action().isPresent()
                ? actions.run(step.action().get(), filled(step.inputs()))
                : script(step, step.script().orElseThrow());
        if (!succeeded && !step.mayFail()) {
          context.fail();
        }
      } else {
        step.id().ifPresent(id -> context.stepEnded(id, Map.of()));
      }
    }
    boolean succeeded = !context.hasFailed();
    return new JobResult(
        succeeded ? State.SUCCEEDED : State.FAILED,
        exitCode,
        log.toString(),
        succeeded ? filled(job.outputs()) : Map.of(),
        actions.kept());
  }

  private boolean script(GitHubStep step, String script) {
    Map<String, String> all = variables.ofStep();
    all.putAll(env);
    all.putAll(filled(step.env()));
    GitHubVariables.Files files = variables.files();
    files.addTo(all);
    if (script.contains("${{")) {
      // What a name or a title says would become a part of the script.
      throw new UnsupportedPipelineException(
          job.name(), "expressions belong into env, not into run: " + script);
    }
    Shell.Ended ended =
        Shell.run(
            List.of("--noprofile", "--norc", "-e", "-o", "pipefail"),
            script,
            workspace,
            all,
            scene.folder(job.name(), "scratch"),
            job.limit());
    log.append(ended.output()).append(files.summary());
    Optional<String> id = step.id();
    if (id.isPresent()) {
      context.stepEnded(id.get(), files.outputs());
    }
    if (ended.exitCode() != 0 && !step.mayFail()) {
      exitCode = ended.exitCode();
    }
    return ended.exitCode() == 0;
  }
}
