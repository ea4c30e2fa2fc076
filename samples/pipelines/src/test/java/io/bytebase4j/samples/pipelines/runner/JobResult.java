package io.bytebase4j.samples.pipelines.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a job, or a step of Bitbucket, ended.
 *
 * @param state how
 * @param exitCode that of the script that failed, or 0
 * @param log what its scripts printed
 * @param outputs what it hands to others, by the names that the platform gives
 * @param artifacts the folders with the files that were kept, by the artifact's name
 */
public record JobResult(
    State state,
    int exitCode,
    String log,
    Map<String, String> outputs,
    Map<String, Path> artifacts) {

  /** How a job ended. */
  public enum State {
    /** All of it went well. */
    SUCCEEDED,
    /** A script or a task failed. */
    FAILED,
    /** It failed, and its file says that this does not matter. */
    FAILED_ALLOWED,
    /** It was not run, since something before it failed or its condition says so. */
    SKIPPED
  }

  static JobResult skipped() {
    return new JobResult(State.SKIPPED, 0, "", Map.of(), Map.of());
  }

  boolean lets() {
    return state == State.SUCCEEDED || state == State.FAILED_ALLOWED;
  }

  /**
   * The files of an artifact.
   *
   * @param name the artifact's name
   * @return their paths within it, sorted
   */
  public List<String> files(String name) {
    Path folder = artifacts.get(name);
    return folder == null ? List.of() : Artifacts.list(folder);
  }
}
