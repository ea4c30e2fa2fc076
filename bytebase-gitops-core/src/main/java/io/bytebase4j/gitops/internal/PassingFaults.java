package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.TransportException;

/** Which faults of a read may be gone the next time. */
public final class PassingFaults {
  private PassingFaults() {}

  /**
   * Whether asking again may help.
   *
   * @param fault what a read threw
   * @return true for broken connections, time-outs, overload and gateway errors
   */
  public static boolean mayPass(BytebaseException fault) {
    if (fault instanceof ApiException answered) {
      int status = answered.error().status();
      return status == 429 || status >= 500;
    }
    if (fault instanceof BadResponseException bad) {
      return bad.status() == 429 || bad.status() >= 500;
    }
    return fault instanceof TransportException;
  }
}
