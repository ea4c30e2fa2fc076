package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;

/**
 * What the handles of one server have in common. Thread-safe.
 *
 * @param server the server
 * @param clock the time
 * @param loop waits on the caller's thread
 */
record RolloutContext(RolloutCalls server, Clock clock, RolloutLoop loop) {}
