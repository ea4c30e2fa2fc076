package io.bytebase4j.gitops.doctor;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.AccountReads;
import java.time.Clock;

/** Examines a server and an account. Thread-safe. */
public final class Doctor {
  private final BytebaseClient client;
  private final AccountReads reads;
  private final AccountCalls calls;
  private final Clock clock;

  /**
   * Examines through a client.
   *
   * @param client the client
   * @param calls what is asked of the account
   * @param clock the time, which is compared with the server's
   */
  public Doctor(BytebaseClient client, AccountCalls calls, Clock clock) {
    this.client = client;
    this.reads = new AccountReads(client);
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Examines; see {@code GitOps.doctor}.
   *
   * @param request what
   * @return what was seen
   */
  public DoctorReport examine(DoctorRequest request) {
    return new Examination(request, client, reads, calls, clock).report();
  }
}
