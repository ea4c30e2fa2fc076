package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.gitops.internal.PassingFaults;

/** Which faults of a list say that the server, or the account's role, has no such list for us. */
final class Refusals {
  private Refusals() {}

  static boolean isRefusal(RuntimeException fault) {
    if (fault instanceof ApiException answered) {
      return !PassingFaults.mayPass(answered) && !(fault instanceof UnauthenticatedException)
          || answered.error().status() == 501;
    }
    if (fault instanceof UnsupportedByServerException) {
      return true;
    }
    return fault instanceof BadResponseException bad && !PassingFaults.mayPass(bad);
  }
}
