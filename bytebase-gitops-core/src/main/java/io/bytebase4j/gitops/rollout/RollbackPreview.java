package io.bytebase4j.gitops.rollout;

/**
 * How a finished task could be taken back.
 *
 * @param task the task
 * @param taskRun the run that did the work
 * @param statement the statement that would take it back; empty where the server has none
 * @param reason why there is none, in the server's words; empty where there is one
 */
public record RollbackPreview(TaskState task, String taskRun, String statement, String reason) {}
