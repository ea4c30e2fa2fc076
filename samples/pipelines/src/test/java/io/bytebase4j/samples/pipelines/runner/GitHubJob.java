package io.bytebase4j.samples.pipelines.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job of GitHub Actions, as its file has it. */
record GitHubJob(
    String name,
    List<String> needs,
    Duration limit,
    Map<String, String> permissions,
    Map<String, String> env,
    Map<String, String> outputs,
    Optional<String> environment,
    Optional<String> lock,
    List<GitHubStep> steps) {

  static GitHubJob read(String name, Keys job, Map<String, String> workflowPermissions) {
    job.noEffect("name", "container");
    job.only("runs-on", "ubuntu-latest");
    boolean own = job.has("permissions");
    Map<String, String> permissions = job.textMap("permissions");
    GitHubJob read =
        new GitHubJob(
            name,
            job.texts("needs"),
            Duration.ofMinutes(Long.parseLong(job.text("timeout-minutes"))),
            own ? permissions : workflowPermissions,
            job.textMap("env"),
            job.textMap("outputs"),
            job.textIfAny("environment"),
            lock(job),
            GitHubStep.readAll(job));
    job.done();
    return read;
  }

  private static Optional<String> lock(Keys job) {
    Optional<Keys> concurrency = job.child("concurrency");
    if (concurrency.isEmpty()) {
      return Optional.empty();
    }
    String group = concurrency.get().text("group");
    String queue = concurrency.get().textIfAny("queue").orElse("single");
    if (!queue.equals("max")) {
      throw concurrency.get().refuse("with queue " + queue + " a third job drops the second one");
    }
    concurrency.get().done();
    return Optional.of(group);
  }

  boolean may(String permission, String access) {
    return permissions.getOrDefault(permission, "none").equals(access);
  }
}
