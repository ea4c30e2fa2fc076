package io.bytebase4j.gitops.rollout;

/**
 * A rollout on the server: a plan's stages and tasks. Its name is all that another process needs to
 * go on with it.
 *
 * @param name its name, for example {@code projects/hr/plans/101/rollout}
 */
public record RolloutRef(String name) {}
