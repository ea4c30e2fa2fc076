package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs pipelines of GitLab CI. */
public final class GitLab {
  /** How many commits GitLab fetches for a project that was made lately. */
  private static final int DEPTH = 20;

  /** The name here of the artifact that is no report. */
  private static final String PATHS = "paths";

  private final Scene scene;
  private final Map<String, String> shared;
  private final Map<String, String> audiences = new LinkedHashMap<>();

  private GitLab(Scene scene, Map<String, String> shared) {
    this.scene = scene;
    this.shared = shared;
  }

  /**
   * Begins a run.
   *
   * @param folder where {@code .gitlab-ci.yml} lies
   * @param scene where and why it runs
   * @param locks what it shares with other runs
   * @return the run, of which nothing has run
   */
  public static PipelineRun of(Path folder, Scene scene, Locks locks) {
    return of(YamlFile.read(folder.resolve(".gitlab-ci.yml")), scene, locks);
  }

  static PipelineRun of(Object content, Scene scene, Locks locks) {
    Keys top = Keys.of(content, ".gitlab-ci.yml");
    GitLab gitLab = new GitLab(scene, GitLabJob.variables(top));
    gitLab.defaults(top);
    boolean starts = gitLab.starts(top);
    List<String> stages = top.texts("stages");
    List<GitLabJob> all = new ArrayList<>();
    for (String name : top.names()) {
      GitLabJob job = GitLabJob.read(name, Keys.of(top.required(name), name));
      if (!stages.contains(job.stage())) {
        throw top.refuse("the stage of " + name + " is none of " + stages);
      }
      all.add(job);
    }
    return new PipelineRun(starts ? gitLab.plan(stages, all) : List.of(), locks);
  }

  private void defaults(Keys top) {
    Optional<Keys> found = top.child("default");
    if (found.isPresent()) {
      Keys defaults = found.get();
      defaults.noEffect("image");
      Optional<Keys> tokens = defaults.child("id_tokens");
      if (tokens.isPresent()) {
        for (String name : tokens.get().names()) {
          Keys token = Keys.of(tokens.get().required(name), "id_tokens." + name);
          audiences.put(name, token.text("aud"));
          token.done();
        }
      }
      defaults.done();
    }
  }

  /** The rules decide whether there is a pipeline at all. */
  private boolean starts(Keys top) {
    Keys workflow = Keys.of(top.required("workflow"), "workflow");
    boolean starts = false;
    for (Object item : workflow.list("rules")) {
      Keys rule = Keys.of(item, "workflow.rules");
      starts |= GitLabRule.holds("workflow", rule.text("if"), predefined());
      rule.done();
    }
    workflow.done();
    return starts;
  }

  private List<PlannedJob> plan(List<String> stages, List<GitLabJob> all) {
    List<PlannedJob> plan = new ArrayList<>();
    List<String> earlier = new ArrayList<>();
    for (String stage : stages) {
      List<String> inStage = new ArrayList<>();
      for (GitLabJob job : all.stream().filter(job -> job.stage().equals(stage)).toList()) {
        Optional<GitLabJob.Rule> rule = rule(job);
        if (rule.isPresent()) {
          List<String> needs = job.needs().orElse(List.copyOf(earlier));
          plan.add(
              new PlannedJob(
                  job.name(),
                  needs,
                  rule.get().byHand(),
                  job.environment(),
                  job.lock(),
                  results -> run(job, needs, results)));
          inStage.add(job.name());
        }
      }
      earlier.addAll(inStage);
    }
    return plan;
  }

  /** The first rule that holds; all are read, so that none has something unknown. */
  private Optional<GitLabJob.Rule> rule(GitLabJob job) {
    Map<String, String> variables = predefined();
    return job.rules().stream()
        .filter(rule -> GitLabRule.holds(job.name(), rule.condition(), variables))
        .toList()
        .stream()
        .findFirst();
  }

  private JobResult run(GitLabJob job, List<String> needs, Map<String, JobResult> before) {
    Map<String, String> variables = new HashMap<>(scene.container(job.name()));
    variables.putAll(shared);
    variables.putAll(job.variables());
    Path folder = scene.folder(job.name(), "project");
    checkout(job, variables, folder);
    for (String need : needs) {
      JobResult result = before.get(need);
      if (result != null) {
        variables.putAll(result.outputs());
        // Of reports, later jobs get nothing.
        Path kept = result.artifacts().get(PATHS);
        if (kept != null) {
          Artifacts.copy(kept, Artifacts.list(kept), folder);
        }
      }
    }
    // Variables of the project win over those of the file and of dotenv reports.
    variables.putAll(
        (scene.event().fork() ? scene.settings().withoutAll() : scene.settings()).all());
    variables.putAll(predefined());
    variables.put("CI_PROJECT_DIR", folder.toString());
    job.environment().ifPresent(name -> variables.put("CI_ENVIRONMENT_NAME", name));
    audiences.forEach((name, audience) -> variables.put(name, token(audience)));
    Shell.Ended ended =
        Shell.run(
            List.of("-e", "-o", "pipefail"),
            String.join("\n", job.script()),
            folder,
            variables,
            scene.folder(job.name(), "scratch"),
            job.limit());
    return end(job, folder, ended);
  }

  private void checkout(GitLabJob job, Map<String, String> variables, Path folder) {
    String strategy = variables.getOrDefault("GIT_STRATEGY", "fetch");
    if (strategy.equals("fetch")) {
      int depth = Integer.parseInt(variables.getOrDefault("GIT_DEPTH", Integer.toString(DEPTH)));
      Git.checkout(
          scene.origin(),
          scene.event().commit(),
          depth == 0 ? OptionalInt.empty() : OptionalInt.of(depth),
          folder);
    } else if (!strategy.equals("none")) {
      throw new UnsupportedPipelineException(job.name(), "GIT_STRATEGY is " + strategy);
    }
  }

  private JobResult end(GitLabJob job, Path folder, Shell.Ended ended) {
    boolean succeeded = ended.exitCode() == 0;
    Map<String, Path> kept = new LinkedHashMap<>();
    Map<String, String> outputs = Map.of();
    if (succeeded || job.artifacts().always()) {
      Path target = scene.folder(job.name(), "artifacts");
      for (String path : job.artifacts().paths()) {
        Artifacts.copy(folder, Artifacts.matching(folder, path), target);
      }
      kept.put(PATHS, target);
      for (Map.Entry<String, String> report : job.artifacts().reports().entrySet()) {
        if (report.getKey().equals("dotenv")) {
          outputs = succeeded ? Dotenv.read(folder.resolve(report.getValue())) : Map.of();
        } else {
          Path reports = scene.folder(job.name(), report.getKey());
          Artifacts.copy(folder, Artifacts.matching(folder, report.getValue()), reports);
          kept.put(report.getKey(), reports);
        }
      }
    }
    State failed = job.mayFail() ? State.FAILED_ALLOWED : State.FAILED;
    return new JobResult(
        succeeded ? State.SUCCEEDED : failed, ended.exitCode(), ended.output(), outputs, kept);
  }

  private Map<String, String> predefined() {
    Event event = scene.event();
    Map<String, String> all = new HashMap<>();
    String path = (event.fork() ? "eve" : "acme") + "/shop";
    all.put("GITLAB_CI", "true");
    all.put("CI_SERVER_URL", "https://gitlab.example.com");
    all.put("CI_API_V4_URL", scene.api() + "/api/v4");
    all.put("CI_PROJECT_ID", event.fork() ? "2002" : "1001");
    all.put("CI_PROJECT_PATH", path);
    all.put("CI_PROJECT_URL", "https://gitlab.example.com/" + path);
    all.put("CI_DEFAULT_BRANCH", Event.MAIN);
    all.put("CI_COMMIT_SHA", event.commit());
    all.put("CI_COMMIT_REF_NAME", event.branch());
    all.put("CI_PIPELINE_ID", "4711");
    all.put("CI_PIPELINE_URL", "https://gitlab.example.com/" + path + "/-/pipelines/4711");
    all.put("CI_JOB_URL", "https://gitlab.example.com/" + path + "/-/jobs/1");
    all.put("GITLAB_USER_LOGIN", "ada");
    if (event.isPullRequest()) {
      all.put("CI_PIPELINE_SOURCE", "merge_request_event");
      all.put("CI_MERGE_REQUEST_IID", Integer.toString(Event.PULL_REQUEST));
      all.put("CI_MERGE_REQUEST_PROJECT_ID", "1001");
      all.put("CI_MERGE_REQUEST_PROJECT_PATH", "acme/shop");
      all.put("CI_MERGE_REQUEST_PROJECT_URL", "https://gitlab.example.com/acme/shop");
      all.put("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", event.fork() ? "2002" : "1001");
      all.put("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", event.branch());
      all.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", Event.MAIN);
      all.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", event.base());
    } else {
      all.put("CI_PIPELINE_SOURCE", "push");
      all.put("CI_COMMIT_BRANCH", event.branch());
    }
    return all;
  }

  private String token(String audience) {
    Event event = scene.event();
    String project = (event.fork() ? "eve" : "acme") + "/shop";
    return scene
        .issuer()
        .token("project_path:" + project + ":ref_type:branch:ref:" + event.branch(), audience);
  }
}
