package io.bytebase4j.gitops.rollout;

/**
 * A plan on the server: a release and its targets. It runs nothing by itself.
 *
 * @param name its name, for example {@code projects/hr/plans/101}
 */
public record PlanRef(String name) {}
