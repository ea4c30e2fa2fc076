package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.TaskRunData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task, from the server's ListTaskRuns.
 *
 * @param name its name, which ends in {@code /taskRuns/101}
 * @param serverStatus where it stands, in the server's word: those of {@link TaskStatus}, and
 *     {@code AVAILABLE} for one that waits for its turn
 * @param detail what the server says of its end; empty where it says nothing
 * @param createTime when it was asked for, by the server's clock
 * @param startTime when it began; null if it did not yet
 * @param updateTime when it changed last
 * @param runTime when it is to begin; null for at once
 */
public record TaskRunState(
    String name,
    String serverStatus,
    String detail,
    Instant createTime,
    @Nullable Instant startTime,
    Instant updateTime,
    @Nullable Instant runTime) {
  static TaskRunState of(TaskRunData data) {
    return new TaskRunState(
        data.name(),
        data.status(),
        data.detail(),
        data.createTime(),
        data.startTime(),
        data.updateTime(),
        data.runTime());
  }
}
