package io.bytebase4j.gitops.rollout.approval;

/** Where an approval comes from. Used by one thread at a time. */
interface ApprovalSource {
  /**
   * Looks once.
   *
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked
   * @throws InterruptedException if the thread is interrupted
   */
  ApprovalLook look() throws InterruptedException;

  /** The issue that asks; empty where none does yet. */
  String issue();

  /** What may be the reason if the time is over; empty, or with a comma before it. */
  default String hint() {
    return "";
  }
}
