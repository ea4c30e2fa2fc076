package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.NotFoundException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Faults that the servers of 2025 tell by internal errors, or as bad requests, told by kind. */
final class KnownFaults {
  private static final Pattern NOT_THERE =
      Pattern.compile(
          ".*(project \"[^\"]*\" not found|sheet \"[^\"]*\" not found"
              + "|failed to found database \\S+)",
          Pattern.DOTALL);

  private KnownFaults() {}

  static <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException e) {
      if (NOT_THERE.matcher(e.error().message()).matches()) {
        throw new NotFoundException(e.facts(), e.error());
      }
      throw e;
    }
  }
}
