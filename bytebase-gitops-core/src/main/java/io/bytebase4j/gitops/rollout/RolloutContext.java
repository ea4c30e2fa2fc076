package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import io.bytebase4j.gitops.rollout.internal.RolloutPoller;
import java.time.Clock;

/**
 * What the handles of one server have in common. Thread-safe.
 *
 * @param poller looks at rollouts for those who do not wait on a thread of their own
 * @param approvals waits for approvals
 * @param clock the time
 * @param loop waits on the caller's thread
 */
record RolloutContext(RolloutPoller poller, Approvals approvals, Clock clock, RolloutLoop loop) {
  /** The server; whoever waits for a rollout that is changed by these calls hears of it. */
  RolloutCalls server() {
    return poller.calls();
  }
}
