package io.bytebase4j.samples.pipelines.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step of a job of GitHub Actions: a script or an action. */
record GitHubStep(
    Optional<String> id,
    Optional<String> condition,
    Map<String, String> env,
    Optional<String> script,
    Optional<String> action,
    Map<String, String> inputs,
    boolean mayFail) {

  static GitHubStep read(Object item, String where) {
    Keys step = Keys.of(item, where);
    step.noEffect("name");
    GitHubStep read =
        new GitHubStep(
            step.textIfAny("id"),
            step.textIfAny("if"),
            step.textMap("env"),
            step.textIfAny("run"),
            step.textIfAny("uses"),
            step.textMap("with"),
            step.flag("continue-on-error"));
    step.done();
    if (read.script.isPresent() == read.action.isPresent()) {
      throw step.refuse("a step has either run or uses");
    }
    return read;
  }

  static List<GitHubStep> readAll(Keys job) {
    return job.list("steps").stream().map(item -> read(item, job.where() + ".steps")).toList();
  }
}
