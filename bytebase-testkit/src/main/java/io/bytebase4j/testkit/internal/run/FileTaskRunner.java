package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.run.FileRun.FailedException;
import io.bytebase4j.testkit.internal.run.RunControl.CancelledException;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.RunLog;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Does the work of a task run of 2025: the one file of its task. */
final class FileTaskRunner implements TaskWork {

  private static final String IN_TRANSACTION = "failed to execute context in a transaction: ";

  private final State state;
  private final Sessions sessions;

  FileTaskRunner(State state, Sessions sessions) {
    this.state = state;
    this.sessions = sessions;
  }

  @Override
  public Outcome run(TaskRun run, RunControl control) throws CancelledException {
    RunLog log = run.log();
    Release.File file = run.task().work().files().get(0);
    if (log.entries().isEmpty()) {
      log.status("RUNNING_WAITING");
    }
    log.status("RUNNING_RUNNING");
    if (file.changeType().equals("DML")) {
      log.backup().done();
    }
    Database database = run.task().database();
    if (state.locked(() -> database.applied(file.version())).isPresent()) {
      // also if it was applied with another text
      return Outcome.done(
          "Task skipped because version %s has been applied".formatted(file.version()));
    }
    try {
      return apply(run, file, control);
    } catch (SQLException e) {
      return Outcome.failed(
          "failed to get driver connection for instance \"%s\": %s"
              .formatted(database.target().split("/", -1)[1], Postgres.describe(e)));
    }
  }

  private Outcome apply(TaskRun run, Release.File file, RunControl control)
      throws SQLException, CancelledException {
    Database database = run.task().database();
    String url = database.jdbcUrl();
    Connection connection = sessions.open(url, "bytebase-taskrun-" + run.id());
    boolean clean = false;
    try {
      control.use(connection);
      run.log().sync().done();
      long changelog = state.locked(state::nextChangelog);
      migrate(run, file, new FileRun(connection, run.log(), control, IN_TRANSACTION));
      clean = !control.isCancelled();
      Revision revision = revision(run, file);
      state.change(
          () -> {
            database.apply(revision);
            run.setChangelog(changelog);
          });
      String name = database.target().substring(database.target().lastIndexOf('/') + 1);
      return Outcome.done(
          "Applied migration version %s to database \"%s\".".formatted(file.version(), name));
    } catch (FailedException e) {
      return Outcome.failed(e.words());
    } finally {
      sessions.giveBack(url, connection, clean);
    }
  }

  private void migrate(TaskRun run, Release.File file, FileRun fileRun)
      throws FailedException, CancelledException {
    try {
      fileRun.run(state.locked(() -> state.sheet(file.sheet())).orElseThrow());
    } finally {
      run.log().sync().done();
    }
  }

  private Revision revision(TaskRun run, Release.File file) {
    Instant now = state.now();
    return new Revision(UUID.randomUUID(), run.task().work().release(), file, run, now);
  }
}
