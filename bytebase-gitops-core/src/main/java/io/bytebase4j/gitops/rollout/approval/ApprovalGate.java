package io.bytebase4j.gitops.rollout.approval;

import java.io.IOException;

/**
 * Asks something outside of Bytebase whether a rollout, or a stage, may go on: a CI system's manual
 * step, an ITSM ticket. It is asked again and again, on the thread that waits, until it decides or
 * the time is over; so it should answer at once, or have a time-out of its own.
 */
@FunctionalInterface
public interface ApprovalGate {
  /**
   * Decides, or says that nobody has yet.
   *
   * <p>It fails closed. An {@link IOException}, an {@link java.io.UncheckedIOException} and a
   * {@code BytebaseException} that is retryable are taken for passing: they are noted, and the gate
   * is asked again. Anything else that it throws, and null, ends the wait with {@link
   * ApprovalGateException}.
   *
   * @param question what is asked for
   * @return the decision
   * @throws IOException if what it asks can't be reached now
   * @throws InterruptedException if the thread is interrupted, which ends the wait
   */
  ApprovalDecision decide(ApprovalQuestion question) throws IOException, InterruptedException;
}
