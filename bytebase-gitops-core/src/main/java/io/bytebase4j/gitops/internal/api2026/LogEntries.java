package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.number;
import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.model.Range;
import io.bytebase4j.client.model.TaskRunLogEntry;
import io.bytebase4j.client.model.TaskRunLogEntryCommandExecute;
import io.bytebase4j.client.model.TaskRunLogEntryCommandExecuteCommandResponse;
import io.bytebase4j.client.model.TaskRunLogEntryDatabaseSync;
import io.bytebase4j.client.model.TaskRunLogEntryReleaseFileExecute;
import io.bytebase4j.client.model.TaskRunLogEntryTransactionControl;
import io.bytebase4j.gitops.internal.RolloutCalls.LogEntryData;

/** Makes one form of the typed lines of a task run's log. */
final class LogEntries {
  private LogEntries() {}

  static LogEntryData of(TaskRunLogEntry entry) {
    TaskRunLogEntryReleaseFileExecute file = entry.getReleaseFileExecute();
    TaskRunLogEntryCommandExecute command = entry.getCommandExecute();
    Range range = command == null ? null : command.getRange();
    TaskRunLogEntryCommandExecuteCommandResponse response =
        command == null ? null : command.getResponse();
    Long rows = response == null ? null : response.getAffectedRows();
    return new LogEntryData(
        text(entry.getType()),
        time(entry.getLogTime()),
        file == null ? "" : text(file.getFilePath()),
        file == null ? "" : text(file.getVersion()),
        range == null ? -1 : number(range.getStart()),
        range == null ? -1 : number(range.getEnd()),
        command == null ? "" : text(command.getStatement()),
        response == null ? -1 : rows == null ? 0 : rows,
        response == null ? otherError(entry) : text(response.getError()));
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
