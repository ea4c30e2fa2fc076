package io.bytebase4j.samples.pipelines.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs pipelines of Azure Pipelines. Each stage, with its one job, is a job named stage.job. */
public final class Azure {
  private final Scene scene;
  private final Map<String, String> shared = new HashMap<>();

  private Azure(Scene scene) {
    this.scene = scene;
  }

  /**
   * Begins a run.
   *
   * @param folder where {@code azure-pipelines.yml} lies
   * @param scene where and why it runs
   * @param locks what it shares with other runs
   * @return the run, of which nothing has run
   */
  public static PipelineRun of(Path folder, Scene scene, Locks locks) {
    return of(YamlFile.read(folder.resolve("azure-pipelines.yml")), scene, locks);
  }

  static PipelineRun of(Object content, Scene scene, Locks locks) {
    Keys top = Keys.of(content, "azure-pipelines.yml");
    Azure azure = new Azure(scene);
    boolean starts = starts(top, scene.event());
    // With it, and the exclusive lock of the environment, runs wait for each other in order.
    boolean waits = top.textIfAny("lockBehavior").orElse("runLatest").equals("sequential");
    Keys pool = Keys.of(top.required("pool"), "pool");
    pool.only("vmImage", "ubuntu-latest");
    pool.done();
    top.noEffect("resources");
    azure.variables(top);
    List<PlannedJob> plan = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    Map<String, String> jobOfStage = new HashMap<>();
    for (Object item : top.list("stages")) {
      AzureJob job = AzureJob.read(item, stages);
      stages.add(job.stage());
      if (azure.runs(job, jobOfStage)) {
        jobOfStage.put(job.stage(), job.name());
        plan.add(azure.plan(job, jobOfStage, waits));
      }
    }
    top.done();
    return new PipelineRun(starts ? plan : List.of(), locks);
  }

  private static boolean starts(Keys top, Event event) {
    Keys trigger = Keys.of(top.required("trigger"), "trigger");
    trigger.only("batch", "false");
    List<String> pushed = included(trigger);
    trigger.done();
    Keys pr = Keys.of(top.required("pr"), "pr");
    List<String> reviewed = included(pr);
    pr.done();
    return event.isPullRequest() ? reviewed.contains(Event.MAIN) : pushed.contains(event.branch());
  }

  private static List<String> included(Keys trigger) {
    Keys branches = Keys.of(trigger.required("branches"), trigger.where() + ".branches");
    List<String> included = branches.texts("include");
    branches.done();
    return included;
  }

  private void variables(Keys top) {
    for (Object item : top.list("variables")) {
      Keys variable = Keys.of(item, "variables");
      if (variable.has("group")) {
        variable.only("group", "bytebase");
        variable.noEffect("group");
        shared.putAll(scene.settings().variables());
      } else {
        shared.put(variable.text("name"), variable.text("value"));
      }
      variable.done();
    }
  }

  /** Whether a stage is part of the run: its condition holds, and so do those it depends on. */
  private boolean runs(AzureJob job, Map<String, String> before) {
    AzureVariables variables = new AzureVariables(scene, shared);
    String condition = job.condition().orElse("succeeded()");
    return AzureExpression.holds(job.stage(), condition, variables::get, false)
        && before.keySet().containsAll(job.dependsOn());
  }

  private PlannedJob plan(AzureJob job, Map<String, String> jobOfStage, boolean waits) {
    return new PlannedJob(
        job.name(),
        job.dependsOn().stream().map(stage -> jobOfStage.getOrDefault(stage, stage)).toList(),
        job.environment().filter(scene.settings().guarded()::contains).isPresent(),
        job.environment(),
        job.environment().filter(name -> waits).map(name -> "environment " + name),
        results -> {
          Map<String, String> own = new HashMap<>(shared);
          job.variables()
              .forEach(
                  (name, text) ->
                      own.put(
                          name,
                          AzureExpression.output(job.stage(), text, job.dependsOn(), results)));
          return new AzureJobRun(scene, job, own).run();
        });
  }
}
