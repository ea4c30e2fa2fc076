package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the projects of a poller have in common.
 *
 * @param server the server
 * @param clock the time
 * @param settings how to work
 * @param askers where requests are made; must not run them within its own call
 * @param callers where watchers are called; must not run them within its own call
 * @param wake called when something is due earlier than was last said
 */
record PollerContext(
    RolloutCalls server,
    Clock clock,
    PollerSettings settings,
    Executor askers,
    Executor callers,
    Runnable wake) {}
