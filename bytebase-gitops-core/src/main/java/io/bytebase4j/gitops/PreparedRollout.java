package io.bytebase4j.gitops;

import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.RolloutHandle;

/**
 * A rollout that is ready to be run, with what it came from. Nothing of it runs yet, unless an
 * earlier call has run it.
 *
 * @param release the release's name
 * @param plan the plan, with orphans that were left beside it
 * @param rollout the rollout; what it does is written into the request's journal
 */
public record PreparedRollout(String release, PlanRef plan, RolloutHandle rollout) {}
