package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.v202508.model.TaskRunLogEntry;
import io.bytebase4j.client.v202508.model.TaskRunLogEntryCommandExecute;
import io.bytebase4j.client.v202508.model.TaskRunLogEntryCommandExecuteCommandResponse;
import io.bytebase4j.client.v202508.model.TaskRunLogEntryDatabaseSync;
import io.bytebase4j.client.v202508.model.TaskRunLogEntryTransactionControl;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleasedFileData;
import io.bytebase4j.gitops.internal.RolloutCalls.LogEntryData;
import java.time.Instant;

/**
 * Makes one form of the typed lines of a task run's log. A run is of one file, and has no place.
 */
final class LogEntries2025 {
  private LogEntries2025() {}

  static LogEntryData of(TaskRunLogEntry entry) {
    TaskRunLogEntryCommandExecute command = entry.getCommandExecute();
    TaskRunLogEntryCommandExecuteCommandResponse response =
        command == null ? null : command.getResponse();
    Long rows = response == null ? null : response.getAffectedRows();
    return new LogEntryData(
        text(entry.getType()),
        time(entry.getLogTime()),
        "",
        "",
        -1,
        -1,
        command == null ? "" : text(command.getStatement()),
        response == null ? -1 : rows == null ? 0 : rows,
        response == null ? otherError(entry) : text(response.getError()));
  }

  /** The line with which newer servers begin a file. */
  static LogEntryData begin(ReleasedFileData file, Instant time) {
    return new LogEntryData(
        "RELEASE_FILE_EXECUTE", time, file.path(), file.version(), -1, -1, "", -1, "");
  }

  private static String otherError(TaskRunLogEntry entry) {
    TaskRunLogEntryTransactionControl transaction = entry.getTransactionControl();
    if (transaction != null) {
      return text(transaction.getError());
    }
    TaskRunLogEntryDatabaseSync sync = entry.getDatabaseSync();
    return sync == null ? "" : text(sync.getError());
  }
}
