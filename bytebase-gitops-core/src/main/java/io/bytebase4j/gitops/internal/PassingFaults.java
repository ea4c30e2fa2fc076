package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.BytebaseException;

/** Which faults of a read may be gone the next time. */
public final class PassingFaults {
  private PassingFaults() {}

  /**
   * Whether a wait, which asks again and again until its time is over, goes on after a fault.
   *
   * @param fault what a read threw, after the client's own retries
   * @return true for what the client holds retryable, and for internal errors of a server, which it
   *     does not
   */
  public static boolean mayPass(BytebaseException fault) {
    if (fault instanceof ApiException answered && answered.error().status() >= 500) {
      return true;
    }
    if (fault instanceof BadResponseException bad && bad.status() >= 500) {
      return true;
    }
    return fault.isRetryable();
  }
}
