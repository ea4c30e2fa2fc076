package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.LogEntryData;
import java.time.Instant;

/**
 * One line of a task run's log, from the server's GetTaskRunLog.
 *
 * @param type what it tells of, in the server's word, for example {@code COMMAND_EXECUTE}
 * @param time when, by the server's clock
 * @param file the path of the file that begins; empty for other types
 * @param version the version of the file that begins; empty for other types
 * @param start the first byte of the statement, counted in its file without the directive lines at
 *     its head; -1 where the server does not say
 * @param end the byte after its last; -1 where the server does not say
 * @param statement the statement, where the server gives its text, as for declarative releases;
 *     empty elsewhere
 * @param affectedRows the rows that it changed; -1 where the server does not say
 * @param error what went wrong; empty where nothing did
 */
public record LogLine(
    String type,
    Instant time,
    String file,
    String version,
    int start,
    int end,
    String statement,
    long affectedRows,
    String error) {
  static LogLine of(LogEntryData data) {
    return new LogLine(
        data.type(),
        data.time(),
        data.file(),
        data.version(),
        data.start(),
        data.end(),
        data.statement(),
        data.affectedRows(),
        data.error());
  }
}
