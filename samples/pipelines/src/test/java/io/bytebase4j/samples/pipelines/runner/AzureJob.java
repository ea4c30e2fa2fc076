package io.bytebase4j.samples.pipelines.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage of Azure Pipelines and its job, as its file has them. Ours have one job each. */
record AzureJob(
    String stage,
    String job,
    List<String> dependsOn,
    Optional<String> condition,
    Map<String, String> variables,
    Duration limit,
    Optional<String> environment,
    List<AzureStep> steps) {

  /** The name that other stages know it by. */
  String name() {
    return stage + "." + job;
  }

  static AzureJob read(Object item, List<String> stagesBefore) {
    Keys stage = Keys.of(item, "stages");
    String name = stage.text("stage");
    stage.noEffect("displayName");
    // A stage that does not say so depends on the one before it.
    List<String> dependsOn =
        stage.has("dependsOn")
            ? stage.texts("dependsOn")
            : stagesBefore.isEmpty()
                ? List.of()
                : List.of(stagesBefore.get(stagesBefore.size() - 1));
    Optional<String> condition = stage.textIfAny("condition");
    Map<String, String> variables = stage.textMap("variables");
    List<Object> jobs = stage.list("jobs");
    stage.done();
    if (jobs.size() != 1) {
      throw stage.refuse(name + " has " + jobs.size() + " jobs, and only one is known here");
    }
    Keys job = Keys.of(jobs.get(0), name + ".jobs");
    job.noEffect("displayName", "container");
    boolean deployment = job.has("deployment");
    AzureJob read =
        new AzureJob(
            name,
            job.text(deployment ? "deployment" : "job"),
            dependsOn,
            condition,
            variables,
            Duration.ofMinutes(Long.parseLong(job.text("timeoutInMinutes"))),
            deployment ? Optional.of(job.text("environment")) : Optional.empty(),
            steps(deployment ? deploy(job) : job));
    job.done();
    return read;
  }

  private static Keys deploy(Keys job) {
    Keys strategy = Keys.of(job.required("strategy"), job.where() + ".strategy");
    Keys runOnce = Keys.of(strategy.required("runOnce"), strategy.where() + ".runOnce");
    Keys deploy = Keys.of(runOnce.required("deploy"), runOnce.where() + ".deploy");
    strategy.done();
    runOnce.done();
    return deploy;
  }

  private static List<AzureStep> steps(Keys job) {
    return job.list("steps").stream()
        .map(step -> AzureStep.read(step, job.where() + ".steps"))
        .toList();
  }
}
