package io.bytebase4j.gitops.report.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The names in what a step of a pipeline left for the next one: a file of {@link RolloutOutput}, or
 * of {@code bytebase-action --output}. With the rollout's name another process attaches to it.
 *
 * @param release the release's name, for example {@code projects/hr/releases/x}; empty if there is
 *     none
 * @param plan the plan's name, for example {@code projects/hr/plans/101}; empty if there is none
 * @param rollout the rollout's name, for example {@code projects/hr/plans/101/rollout}; empty if
 *     there is none
 */
public record OutputNames(String release, String plan, String rollout) {

  /**
   * Reads the names. Fields that are not known are left aside.
   *
   * @param file the file
   * @return the names
   * @throws IOException if it can't be read, or is no JSON object; the message names the file
   */
  public static OutputNames read(Path file) throws IOException {
    return OutputReader.read(file);
  }
}
