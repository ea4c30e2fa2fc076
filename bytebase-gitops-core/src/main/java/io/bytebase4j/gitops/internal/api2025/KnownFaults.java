package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.OutcomeUnknownException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    } catch (BytebaseException e) {
      ApiException answer = answer(e);
      if (answer != null && NOT_THERE.matcher(answer.error().message()).matches()) {
        throw new NotFoundException(answer.facts(), answer.error());
      }
      throw e;
    }
  }

  /**
   * What the server answered, also where an internal error leaves open what it did. Those that are
   * known come before anything is made.
   */
  static @Nullable ApiException answer(BytebaseException fault) {
    if (fault instanceof ApiException answered) {
      return answered;
    }
    return fault instanceof OutcomeUnknownException && fault.getCause() instanceof ApiException told
        ? told
        : null;
  }
}
