package io.bytebase4j.gitops.doctor;

import java.util.List;
import java.util.stream.Stream;

/**
 * The permissions that a job needs on this server, such as {@code bb.releases.check}. Immutable and
 * thread-safe.
 *
 * @param job the job
 * @param held those that the account has
 * @param missing those that it lacks
 * @param unknown those of which that can't be told without making something
 */
public record JobPermissions(
    Job job, List<String> held, List<String> missing, List<String> unknown) {
  /**
   * Copies.
   *
   * @param job the job
   * @param held those that the account has
   * @param missing those that it lacks
   * @param unknown those of which that can't be told without making something
   */
  public JobPermissions {
    held = List.copyOf(held);
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }

  /**
   * All that the job needs.
   *
   * @return held, missing and unknown
   */
  public List<String> needed() {
    return Stream.of(held, missing, unknown).flatMap(List::stream).toList();
  }
}
