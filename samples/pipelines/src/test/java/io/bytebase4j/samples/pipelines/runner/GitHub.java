package io.bytebase4j.samples.pipelines.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs workflows of GitHub Actions. */
public final class GitHub {
  private GitHub() {}

  /**
   * Begins a run.
   *
   * @param folder where {@code .github/workflows} lies
   * @param workflow the name of the workflow's file
   * @param scene where and why it runs
   * @param locks what it shares with other runs
   * @return the run, of which nothing has run; without jobs if the event does not start it
   */
  public static PipelineRun of(Path folder, String workflow, Scene scene, Locks locks) {
    Path file = folder.resolve(".github/workflows").resolve(workflow);
    return of(YamlFile.read(file), scene, locks);
  }

  static PipelineRun of(Object content, Scene scene, Locks locks) {
    Keys top = Keys.of(content, "workflow");
    top.noEffect("name");
    boolean starts = starts(top, scene.event());
    concurrency(top);
    shell(top);
    Map<String, String> permissions = top.textMap("permissions");
    Map<String, String> env = top.textMap("env");
    Keys jobs = Keys.of(top.required("jobs"), "jobs");
    List<PlannedJob> plan = new ArrayList<>();
    for (String name : jobs.names()) {
      GitHubJob job = GitHubJob.read(name, Keys.of(jobs.required(name), name), permissions);
      plan.add(
          new PlannedJob(
              name,
              job.needs(),
              job.environment().filter(scene.settings().guarded()::contains).isPresent(),
              job.environment(),
              job.lock(),
              before -> new GitHubJobRun(scene, job, env, before).run()));
    }
    top.done();
    return new PipelineRun(starts ? plan : List.of(), locks);
  }

  private static boolean starts(Keys top, Event event) {
    Keys on = Keys.of(top.required("on"), "on");
    boolean starts = false;
    for (String name : on.names()) {
      // Above all not pull_request_target, which has secrets beside the code of a fork.
      if (!name.equals("pull_request") && !name.equals("push")) {
        throw on.refuse("the event " + name + " is not known here");
      }
      Keys trigger = Keys.of(on.required(name), "on." + name);
      List<String> branches = trigger.texts("branches");
      trigger.done();
      starts |=
          name.equals("pull_request")
              ? event.isPullRequest() && branches.contains(Event.MAIN)
              : !event.isPullRequest() && branches.contains(event.branch());
    }
    return starts;
  }

  /** Of a review, only the newest run is of interest; there is but one here. */
  private static void concurrency(Keys top) {
    Optional<Keys> concurrency = top.child("concurrency");
    if (concurrency.isPresent()) {
      if (!concurrency.get().text("group").contains("github.event.pull_request.number")) {
        throw concurrency.get().refuse("the group does not belong to one pull request");
      }
      concurrency.get().only("cancel-in-progress", "true");
      concurrency.get().done();
    }
  }

  private static void shell(Keys top) {
    Keys defaults = Keys.of(top.required("defaults"), "defaults");
    Keys run = Keys.of(defaults.required("run"), "defaults.run");
    if (!run.text("shell").equals("bash")) {
      throw run.refuse("only bash is known here");
    }
    run.done();
    defaults.done();
  }
}
