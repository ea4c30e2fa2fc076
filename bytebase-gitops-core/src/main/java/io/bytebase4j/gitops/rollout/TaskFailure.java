package io.bytebase4j.gitops.rollout;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a task did not get done.
 *
 * @param task the task
 * @param kind what kind of failure
 * @param taskRun the name of the run that failed; empty where the task has none
 * @param detail what the server says; empty where it says nothing, as for a cancelled task
 * @param log what the run did, the oldest first; empty where it was not asked for, which is done
 *     for the first failures of a stage only
 */
public record TaskFailure(
    TaskState task, Kind kind, String taskRun, String detail, List<LogLine> log) {
  private static final Pattern FILE =
      Pattern.compile(
          "failed to execute release file (.+) \\(version ([^)]+)\\): (.+)", Pattern.DOTALL);

  /** What kind of failure. */
  public enum Kind {
    /** The database refused a migration, or could not be reached. */
    MIGRATION,
    /**
     * The server gave the run up, since the replica that ran it was gone. The file at work was
     * rolled back, unless it runs without a transaction; those before it stay applied.
     */
    ABANDONED,
    /** Somebody cancelled it. */
    CANCELED
  }

  /**
   * Copies the log.
   *
   * @param task the task
   * @param kind what kind of failure
   * @param taskRun the name of the run that failed; empty where the task has none
   * @param detail what the server says; empty where it says nothing
   * @param log what the run did; empty where it was not asked for
   */
  public TaskFailure {
    log = List.copyOf(log);
  }

  /**
   * What the server says, with the file before it where the server does not name it.
   *
   * @return for people; empty where the server says nothing
   */
  public String description() {
    return detail.isEmpty()
        ? ""
        : file().filter(path -> !detail.contains(path)).map(path -> path + ": ").orElse("")
            + detail;
  }

  /**
   * The file that failed, where the server names one. Files of lower versions stay applied.
   *
   * @return its path
   */
  public Optional<String> file() {
    return part(1).or(() -> begun(LogLine::file));
  }

  /**
   * The version of the file that failed, where the server names one.
   *
   * @return the version
   */
  public Optional<String> version() {
    return part(2).or(() -> begun(LogLine::version));
  }

  /**
   * The database's own message, where the server passes one on.
   *
   * @return for example {@code ERROR: relation "t" does not exist (SQLSTATE 42P01)}
   */
  public Optional<String> databaseError() {
    return part(3).or(() -> statement().map(LogLine::error));
  }

  /**
   * The statement that failed, where the log tells.
   *
   * @return the line of the log, with the statement's range in its file
   */
  public Optional<LogLine> statement() {
    return log.stream()
        .filter(line -> line.type().equals("COMMAND_EXECUTE") && !line.error().isEmpty())
        .reduce((earlier, later) -> later);
  }

  // Servers of 2025 do not name the file in what they say; each of its tasks is one file.
  private Optional<String> begun(Function<LogLine, String> part) {
    return log.stream().map(part).filter(text -> !text.isEmpty()).reduce((earlier, later) -> later);
  }

  private Optional<String> part(int group) {
    Matcher matcher = FILE.matcher(detail);
    return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
  }
}
