package io.bytebase4j.samples.pipelines.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as its file has it, before it runs.
 *
 * @param name its name in the file
 * @param needs the jobs that must have ended before
 * @param byHand whether it waits for a person
 * @param environment the deployment environment, if any
 * @param lock what only one job of all runs may have at a time, if any
 * @param body what it does
 */
record PlannedJob(
    String name,
    List<String> needs,
    boolean byHand,
    Optional<String> environment,
    Optional<String> lock,
    Body body) {

  /** What a job does, given how those before it ended. */
  @FunctionalInterface
  interface Body {
    JobResult run(Map<String, JobResult> before);
  }
}
