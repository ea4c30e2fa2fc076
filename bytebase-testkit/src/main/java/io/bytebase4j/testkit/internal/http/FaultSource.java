package io.bytebase4j.testkit.internal.http;

import java.util.Optional;

/** Says what goes wrong with a request. */
@FunctionalInterface
public interface FaultSource {

  /** The fault for the next request with this method and path; each call counts as one request. */
  Optional<Fault> take(String method, String path);
}
