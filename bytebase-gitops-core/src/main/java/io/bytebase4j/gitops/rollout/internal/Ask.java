package io.bytebase4j.gitops.rollout.internal;

import java.time.Instant;

/**
 * A request that the poller makes.
 *
 * @param step when it began, in the order of the project's steps
 * @param at when it began, by our clock
 */
record Ask(long step, Instant at) {}
