package io.bytebase4j.testkit.internal.http;

import java.util.Optional;

/** Says what goes wrong with a request. */
@FunctionalInterface
public interface FaultSource {

  /**
   * A fault that a request meets.
   *
   * @param fault what goes wrong
   * @param begins to be run when it goes wrong: before the request is processed or, if the fault
   *     lets it be processed, after that
   */
  record Met(Fault fault, Runnable begins) {}

  /** The fault for the next request with this method and path; each call counts as one request. */
  Optional<Met> take(String method, String path);
}
