package io.bytebase4j.gitops.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rooms ask of a server, in a form that no version of the API dictates. One class for each
 * shape of the API. Thread-safe.
 */
public interface ServerDialect {

  /**
   * A migration file as it is sent.
   *
   * @param path its path
   * @param version its version
   * @param statement its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on to be sent; never compared, never kept
  record FileData(String path, String version, byte[] statement) {}

  /**
   * A file as the server keeps it.
   *
   * @param path its path
   * @param version its version
   * @param sheet the name of its content
   * @param sha256 the hash of its content
   */
  record ReleasedFileData(String path, String version, String sheet, String sha256) {}

  /**
   * One thing that a review says of one file on one target.
   *
   * @param file the file's path
   * @param target the target
   * @param level the level as text, {@code ERROR} or {@code WARNING}
   * @param code the rule's number
   * @param title the rule's name
   * @param content the text
   * @param line the line from 1, 0 for the whole file
   * @param column the column from 1, 0 where it is not known
   */
  record AdviceData(
      String file,
      String target,
      String level,
      int code,
      String title,
      String content,
      int line,
      int column) {}

  /**
   * The answer to a check.
   *
   * @param advices all that was said
   * @param affectedRows the rows that would change, as the server estimates them
   * @param riskLevel the risk as text; null where the server gives none
   */
  record CheckData(List<AdviceData> advices, long affectedRows, @Nullable String riskLevel) {
    /** Copies. */
    public CheckData {
      advices = List.copyOf(advices);
    }
  }

  /**
   * A release.
   *
   * @param name its name
   * @param files its files
   */
  record ReleaseData(String name, List<ReleasedFileData> files) {
    /** Copies. */
    public ReleaseData {
      files = List.copyOf(files);
    }
  }

  /**
   * A rollout.
   *
   * @param name its name
   * @param stages its stages, in order
   */
  record RolloutData(String name, List<StageData> stages) {
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
   * @param target the database
   * @param status the status as text
   */
  record TaskData(String name, String target, String status) {}

  /**
   * A run of a task.
   *
   * @param name its name
   * @param status the status as text
   * @param detail what the server says of its end; empty where it says nothing
   */
  record TaskRunData(String name, String status, String detail) {}

  /**
   * Reviews files against targets.
   *
   * @param project the project
   * @param files the files
   * @param targets the targets
   * @return the answer
   */
  CheckData check(String project, List<FileData> files, List<String> targets);

  /**
   * Creates a release.
   *
   * @param project the project
   * @param files the files
   * @param idTemplate the template of its id
   * @return the release
   */
  ReleaseData createRelease(String project, List<FileData> files, String idTemplate);

  /**
   * Creates a plan of one specification.
   *
   * @param project the project
   * @param title the title
   * @param specId the id of the specification
   * @param release the release
   * @param targets the targets
   * @return the plan's name
   */
  String createPlan(
      String project, String title, String specId, String release, List<String> targets);

  /**
   * Creates the rollout of a plan, or finds the one there is.
   *
   * @param plan the plan
   * @return the rollout
   */
  RolloutData createRollout(String plan);

  /**
   * Gets a rollout.
   *
   * @param name its name
   * @return the rollout
   */
  RolloutData getRollout(String name);

  /**
   * Starts tasks.
   *
   * @param stage the stage they belong to
   * @param tasks their names
   */
  void runTasks(String stage, List<String> tasks);

  /**
   * Lists the runs of a task, the oldest first.
   *
   * @param task the task
   * @return its runs
   */
  List<TaskRunData> taskRuns(String task);
}
