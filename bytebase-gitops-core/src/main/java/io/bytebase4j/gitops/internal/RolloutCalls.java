package io.bytebase4j.gitops.internal;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server is asked for rollouts, tasks and task runs. Thread-safe. */
public interface RolloutCalls {

  /**
   * A rollout.
   *
   * @param name its name
   * @param updateTime when it or one of its tasks changed last, by the server's clock
   * @param stages its stages, in order
   */
  record RolloutData(String name, Instant updateTime, List<StageData> stages) {
    /** Copies. */
    public RolloutData {
      stages = List.copyOf(stages);
    }
  }

  /**
   * A stage.
   *
   * @param name its name
   * @param environment the environment's name
   * @param tasks its tasks
   */
  record StageData(String name, String environment, List<TaskData> tasks) {
    /** Copies. */
    public StageData {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A task.
   *
   * @param name its name
   * @param specId the specification that it comes from
   * @param release the release that it applies; empty where it has none
   * @param target the database
   * @param status the status as text
   * @param skippedReason why it is skipped; empty where it is not, or nobody said
   * @param runTime when its run is to begin; null for at once
   */
  record TaskData(
      String name,
      String specId,
      String release,
      String target,
      String status,
      String skippedReason,
      @Nullable Instant runTime) {}

  /**
   * A run of a task.
   *
   * @param name its name
   * @param status the status as text
   * @param detail what the server says of its end; empty where it says nothing
   * @param createTime when it was asked for
   * @param startTime when it began; null if it did not yet
   * @param updateTime when it changed last
   * @param runTime when it is to begin; null for at once
   */
  record TaskRunData(
      String name,
      String status,
      String detail,
      Instant createTime,
      @Nullable Instant startTime,
      Instant updateTime,
      @Nullable Instant runTime) {}

  /**
   * One line of a task run's log.
   *
   * @param type what it tells of, as text, for example {@code COMMAND_EXECUTE}
   * @param time when
   * @param file the file that begins; empty for other types
   * @param version the version of the file that begins; empty for other types
   * @param start the first byte of the statement in its file, -1 where the server does not say
   * @param end the byte after its last, -1 where the server does not say
   * @param statement the statement, where the server gives its text; empty elsewhere
   * @param affectedRows the rows that it changed; -1 where the server does not say
   * @param error what went wrong; empty where nothing did
   */
  record LogEntryData(
      String type,
      Instant time,
      String file,
      String version,
      int start,
      int end,
      String statement,
      long affectedRows,
      String error) {}

  /**
   * Creates the rollout of a plan, or finds the one there is.
   *
   * @param plan the plan
   * @return the rollout
   */
  RolloutData create(String plan);

  /**
   * Whether the server makes no tasks for what is applied when the rollout is made, so that a
   * rollout without tasks has nothing to do.
   *
   * @return false if each database of the plan has a task
   */
  boolean leavesOutWhatIsApplied();

  /**
   * Gets a rollout.
   *
   * @param name its name
   * @return the rollout
   */
  RolloutData get(String name);

  /**
   * Gets a rollout in such a way that the server looks at once for runs that it can start. Without
   * it, a run that was just asked for may wait up to five seconds for the server's next look.
   *
   * @param name its name
   * @return the rollout
   * @throws io.bytebase4j.client.BytebaseException also where the account may look, but not this
   *     way
   */
  RolloutData wake(String name);

  /**
   * Lists rollouts, the newest first, page by page as the stream is read.
   *
   * @param project the project
   * @param updatedSince only those that changed at that time or later; null for all
   * @param pageSize how many are asked for at once, at least 1
   * @return the rollouts
   * @throws io.bytebase4j.client.UnsupportedByServerException if the server has no such list, or
   *     one that is not complete
   */
  Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize);

  /**
   * Starts tasks. Those that are under way or done stay as they are. The server trusts the caller
   * that they belong to the stage.
   *
   * @param stage the stage they belong to
   * @param tasks their names, at least one
   * @param runTime not to begin before; null for at once
   */
  void run(String stage, List<String> tasks, @Nullable Instant runTime);

  /**
   * Leaves tasks out for good.
   *
   * @param stage the stage they belong to
   * @param tasks their names, at least one
   * @param reason why
   */
  void skip(String stage, List<String> tasks, String reason);

  /**
   * Ends runs that wait or are at work.
   *
   * @param stage the stage they belong to
   * @param taskRuns their names, at least one
   */
  void cancel(String stage, List<String> taskRuns);

  /**
   * Lists the runs of a task, or of all tasks of a stage, the oldest first.
   *
   * @param parent a task's name; its last part may be {@code -} for all tasks of the stage
   * @return the runs
   */
  List<TaskRunData> taskRuns(String parent);

  /**
   * Gets what a run did.
   *
   * @param taskRun the run
   * @return the lines of its log, the oldest first
   */
  List<LogEntryData> log(String taskRun);

  /**
   * Asks for the statement that would take a finished run back.
   *
   * @param taskRun the run
   * @return the statement
   * @throws io.bytebase4j.client.ApiException if the server has none
   */
  String previewRollback(String taskRun);
}
