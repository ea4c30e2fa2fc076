package io.bytebase4j.gitops.internal;

import io.bytebase4j.gitops.common.VcsUser;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server is asked for a review. Thread-safe. */
public interface ReviewCalls {

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
}
