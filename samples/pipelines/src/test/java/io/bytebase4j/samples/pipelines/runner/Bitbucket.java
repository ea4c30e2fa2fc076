package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs pipelines of Bitbucket Pipelines. Each step is a job. */
public final class Bitbucket {
  private static final String WORKSPACE = "acme";
  private static final String REPOSITORY = "{5b3d7a10-0000-4000-8000-00000000a001}";
  private static final String STEP = "{5b3d7a10-0000-4000-8000-00000000b001}";

  private final Scene scene;

  private Bitbucket(Scene scene) {
    this.scene = scene;
  }

  /**
   * Begins a run.
   *
   * @param folder where {@code bitbucket-pipelines.yml} lies
   * @param scene where and why it runs
   * @param locks what it shares with other runs
   * @return the run, of which nothing has run
   */
  public static PipelineRun of(Path folder, Scene scene, Locks locks) {
    Path file = folder.resolve("bitbucket-pipelines.yml");
    return of(YamlFile.read(file), scene, locks);
  }

  static PipelineRun of(Object content, Scene scene, Locks locks) {
    Keys top = Keys.of(content, "bitbucket-pipelines.yml");
    top.noEffect("image");
    List<BitbucketStep> steps = steps(top, scene.event());
    top.done();
    Bitbucket bitbucket = new Bitbucket(scene);
    List<PlannedJob> jobs = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (BitbucketStep step : steps) {
      if (before.isEmpty() && step.byHand()) {
        throw top.refuse("the first step, " + step.name() + ", can't be manual");
      }
      jobs.add(
          new PlannedJob(
              step.name(),
              List.copyOf(before),
              step.byHand(),
              step.deployment(),
              step.deployment().map(name -> "deployment " + name),
              results -> bitbucket.run(step, results)));
      before.add(step.name());
    }
    return new PipelineRun(jobs, locks);
  }

  /** All pipelines are read, so that nothing unknown stands in another one. */
  private static List<BitbucketStep> steps(Keys top, Event event) {
    Keys pipelines = Keys.of(top.required("pipelines"), "pipelines");
    String kind = event.isPullRequest() ? "pull-requests" : "branches";
    Optional<List<BitbucketStep>> wanted = Optional.empty();
    for (String name : pipelines.names()) {
      if (!name.equals("pull-requests") && !name.equals("branches")) {
        throw pipelines.refuse("unknown kind of pipeline " + name);
      }
      Keys patterns = Keys.of(pipelines.required(name), "pipelines." + name);
      for (String pattern : patterns.names()) {
        List<BitbucketStep> steps = new ArrayList<>();
        for (Object item : patterns.list(pattern)) {
          Keys entry = Keys.of(item, patterns.where() + "." + pattern);
          steps.add(BitbucketStep.read(Keys.of(entry.required("step"), entry.where() + ".step")));
          entry.done();
        }
        if (name.equals(kind) && matches(patterns, pattern, event.branch())) {
          wanted = Optional.of(steps);
        }
      }
    }
    return wanted.orElse(List.of());
  }

  private static boolean matches(Keys where, String pattern, String branch) {
    if (pattern.equals("**")) {
      return true;
    }
    if (!pattern.matches("[A-Za-z0-9._/-]+")) {
      throw where.refuse("a pattern that is not known: " + pattern);
    }
    return pattern.equals(branch);
  }

  private JobResult run(BitbucketStep step, Map<String, JobResult> before) {
    Path clone = scene.folder(step.name(), "clone");
    if (step.source().enabled()) {
      Git.checkout(scene.origin(), scene.event().mergeRef(), step.source().depth(), clone);
    }
    before.values().stream()
        .flatMap(result -> result.artifacts().values().stream())
        .forEach(artifact -> Artifacts.copy(artifact, Artifacts.list(artifact), clone));
    Path outputs = scene.file(step.name(), "variables");
    Map<String, String> variables = variables(step, clone);
    before.values().forEach(result -> variables.putAll(result.outputs()));
    variables.put("BITBUCKET_PIPELINES_VARIABLES_PATH", outputs.toString());
    Shell.Ended ended =
        Shell.run(
            List.of("-e"),
            String.join("\n", step.script()),
            clone,
            variables,
            scene.folder(step.name(), "scratch"),
            step.limit());
    boolean succeeded = ended.exitCode() == 0;
    return new JobResult(
        succeeded ? State.SUCCEEDED : State.FAILED,
        ended.exitCode(),
        ended.output(),
        succeeded ? outputs(step, outputs) : Map.of(),
        keep(step, clone, succeeded));
  }

  private Map<String, String> variables(BitbucketStep step, Path clone) {
    Event event = scene.event();
    Map<String, String> all = new HashMap<>(scene.container(step.name()));
    String owner = event.fork() ? "eve" : WORKSPACE;
    all.put("BITBUCKET_BUILD_NUMBER", "42");
    all.put("BITBUCKET_PIPELINE_UUID", "{5b3d7a10-0000-4000-8000-00000000c001}");
    all.put("BITBUCKET_STEP_UUID", STEP);
    all.put("BITBUCKET_STEP_TRIGGERER_UUID", "{5b3d7a10-0000-4000-8000-00000000d001}");
    all.put("BITBUCKET_WORKSPACE", owner);
    all.put("BITBUCKET_REPO_SLUG", "shop");
    all.put("BITBUCKET_REPO_FULL_NAME", owner + "/shop");
    all.put("BITBUCKET_REPO_UUID", REPOSITORY);
    all.put("BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/" + owner + "/shop");
    all.put("BITBUCKET_CLONE_DIR", clone.toString());
    all.put("BITBUCKET_COMMIT", event.commit());
    all.put("BITBUCKET_BRANCH", event.branch());
    if (event.isPullRequest()) {
      all.put("BITBUCKET_PR_ID", Integer.toString(Event.PULL_REQUEST));
      all.put("BITBUCKET_PR_DESTINATION_BRANCH", Event.MAIN);
      all.put("BITBUCKET_PR_DESTINATION_COMMIT", event.base());
    }
    step.deployment().ifPresent(name -> all.put("BITBUCKET_DEPLOYMENT_ENVIRONMENT", name));
    if (step.oidc()) {
      all.put("BITBUCKET_STEP_OIDC_TOKEN", token(step));
    }
    // The variables of a repository are not those of its forks.
    all.putAll((event.fork() ? scene.settings().withoutAll() : scene.settings()).all());
    return all;
  }

  private String token(BitbucketStep step) {
    String environment =
        step.deployment().map(name -> "{5b3d7a10-0000-4000-8000-00000000e001}:").orElse("");
    return scene
        .issuer()
        .token(
            REPOSITORY + ":" + environment + STEP,
            "ari:cloud:bitbucket::workspace/5b3d7a10-0000-4000-8000-00000000f001");
  }

  private static Map<String, String> outputs(BitbucketStep step, Path file) {
    Map<String, String> written = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int end = line.indexOf('=');
        if (end < 1) {
          throw new UnsupportedPipelineException(step.name(), "no NAME=value: " + line);
        }
        written.put(line.substring(0, end), line.substring(end + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String name : step.outputs()) {
      String value = written.get(name);
      if (value == null) {
        throw new UnsupportedPipelineException(
            step.name(), "output-variables has " + name + ", which the script did not write");
      }
      outputs.put(name, value);
    }
    return outputs;
  }

  private Map<String, Path> keep(BitbucketStep step, Path clone, boolean succeeded) {
    Map<String, Path> kept = new LinkedHashMap<>();
    for (BitbucketStep.Upload upload : step.artifacts()) {
      if (upload.when().holds(succeeded)) {
        Path folder = scene.folder(step.name(), "artifact-" + upload.name());
        upload
            .paths()
            .forEach(path -> Artifacts.copy(clone, Artifacts.matching(clone, path), folder));
        kept.put(upload.name(), folder);
      }
    }
    return kept;
  }
}
