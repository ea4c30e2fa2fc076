package io.bytebase4j.gitops.rollout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a task did not get done.
 *
 * @param task the task
 * @param detail what the server says; empty where it says nothing, as for a cancelled task
 */
public record TaskFailure(TaskState task, String detail) {
  private static final Pattern FILE =
      Pattern.compile(
          "failed to execute release file (.+) \\(version ([^)]+)\\): (.+)", Pattern.DOTALL);

  /**
   * The file that failed, where the server names one. Files of lower versions stay applied.
   *
   * @return its path
   */
  public Optional<String> file() {
    return part(1);
  }

  /**
   * The version of the file that failed, where the server names one.
   *
   * @return the version
   */
  public Optional<String> version() {
    return part(2);
  }

  /**
   * The database's own message, where the server passes one on.
   *
   * @return for example {@code ERROR: relation "t" does not exist (SQLSTATE 42P01)}
   */
  public Optional<String> databaseError() {
    return part(3);
  }

  private Optional<String> part(int group) {
    Matcher matcher = FILE.matcher(detail);
    return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
  }
}
