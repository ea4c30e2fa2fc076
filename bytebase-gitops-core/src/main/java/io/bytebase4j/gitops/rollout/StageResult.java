package io.bytebase4j.gitops.rollout;

import java.time.Duration;

/**
 * A stage that is settled.
 *
 * @param stage the stage with its tasks, each done or skipped
 * @param elapsed how long it took from the call
 */
public record StageResult(StageState stage, Duration elapsed) {}
