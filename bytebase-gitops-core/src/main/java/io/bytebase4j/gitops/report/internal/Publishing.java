package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.report.Publication;
import java.util.function.Function;

/** Turns faults of a platform into a {@link Publication}. */
public final class Publishing {
  private Publishing() {}

  /**
   * Publishes.
   *
   * @param sink what people call the place
   * @param http how to reach the platform
   * @param work makes the calls
   * @return what the work gives, or the fault
   */
  public static Publication run(
      String sink, PlatformHttp http, Function<PlatformSession, Publication> work) {
    try (PlatformSession session = http.begin()) {
      return work.apply(session);
    } catch (PlatformException e) {
      return Publication.failed(sink, String.valueOf(e.getMessage()));
    }
  }
}
