package io.bytebase4j.gitops.internal;

import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.common.VcsUser;
import java.nio.ByteBuffer;
import java.time.Duration;
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
  record FileData(String path, String version, ByteBuffer statement) {}

  /**
   * What a release is to hold.
   *
   * @param project the project
   * @param declarative whether the files declare a schema; if not, they are versioned
   * @param files the files
   * @param idTemplate the template of its id
   * @param source where it comes from; null where that is not known
   */
  record ReleaseDraft(
      String project,
      boolean declarative,
      List<FileData> files,
      String idTemplate,
      @Nullable VcsSource source) {
    /** Copies. */
    public ReleaseDraft {
      files = List.copyOf(files);
    }
  }

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
   * A place in a file.
   *
   * @param line the line from 1, 0 for the whole file
   * @param column the column from 1 in code points, 0 where it is not known
   */
  record PositionData(int line, int column) {}

  /**
   * One thing that a review says of one file on one target.
   *
   * @param level the level as text, {@code ERROR} or {@code WARNING}
   * @param code the rule's number
   * @param title the rule's name
   * @param content the text
   * @param ruleType what kind of rule, as text; empty where the server does not say
   * @param start where it begins
   * @param end where it ends, the first place after it
   */
  record AdviceData(
      String level,
      int code,
      String title,
      String content,
      String ruleType,
      PositionData start,
      PositionData end) {}

  /**
   * What a review says of one file on one database. A file that is applied there has none.
   *
   * @param file the file's path
   * @param target the database
   * @param advices all that was said
   * @param affectedRows the rows that would change, as the server estimates them
   * @param riskLevel the risk as text; empty where the server gives none
   */
  record CheckedFileData(
      String file, String target, List<AdviceData> advices, long affectedRows, String riskLevel) {
    /** Copies. */
    public CheckedFileData {
      advices = List.copyOf(advices);
    }
  }

  /**
   * What is to be checked.
   *
   * @param project the project
   * @param declarative whether the files declare a schema; if not, they are versioned
   * @param files the files
   * @param customRules rules in words for the server's AI; empty for none
   * @param author who wrote the change; null where that is not known
   */
  record CheckData(
      String project,
      boolean declarative,
      List<FileData> files,
      String customRules,
      @Nullable VcsUser author) {
    /** Copies. */
    public CheckData {
      files = List.copyOf(files);
    }
  }

  /**
   * A version that is applied to a database.
   *
   * @param version the version
   * @param sha256 the hash of its content; empty where the server does not say
   */
  record RevisionData(String version, String sha256) {}

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
   * Reviews files against a target.
   *
   * @param check what is to be checked
   * @param target the target
   * @param timeout the longest time, retries included
   * @return what was said, file by file
   */
  List<CheckedFileData> check(CheckData check, String target, Duration timeout);

  /**
   * The databases of a database group.
   *
   * @param group the group
   * @param timeout the longest time, retries included
   * @return their names
   * @throws io.bytebase4j.client.PermissionDeniedException if the account may not look
   */
  List<String> databasesOf(String group, Duration timeout);

  /**
   * The versions that are applied to a database.
   *
   * @param database the database
   * @param timeout the longest time of each call, retries included
   * @return those of versioned files, in no order
   * @throws io.bytebase4j.client.PermissionDeniedException if the account may not look
   */
  List<RevisionData> revisions(String database, Duration timeout);

  /**
   * Creates a release.
   *
   * @param draft what it is to hold
   * @return the release
   */
  ReleaseData createRelease(ReleaseDraft draft);

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
