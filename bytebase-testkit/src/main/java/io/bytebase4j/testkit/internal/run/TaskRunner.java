package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.run.FileRun.FailedException;
import io.bytebase4j.testkit.internal.run.RunControl.CancelledException;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.RunLog;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Does the work of one task run: the files of its release that its database does not have yet, in
 * order.
 */
final class TaskRunner implements TaskWork {

  private final State state;
  private final Sessions sessions;

  TaskRunner(State state, Sessions sessions) {
    this.state = state;
    this.sessions = sessions;
  }

  @Override
  public Outcome run(TaskRun run, RunControl control) throws CancelledException {
    RunLog log = run.log();
    Database database = run.task().database();
    if (state.locked(database::firstTask)) {
      log.sync().done();
    }
    try {
      applyFiles(run, database, control);
      return Outcome.done("");
    } catch (FailedException e) {
      return Outcome.failed(e.words());
    } catch (SQLException e) {
      return Outcome.failed("failed to get driver connection: " + Postgres.describe(e));
    } finally {
      log.sync().done();
    }
  }

  private void applyFiles(TaskRun run, Database database, RunControl control)
      throws FailedException, CancelledException, SQLException {
    Task.Work work = run.task().work();
    List<Release.File> files = state.locked(() -> missing(work.files(), database));
    if (files.isEmpty()) {
      return;
    }
    String url = database.jdbcUrl();
    Connection connection = sessions.open(url, "bytebase-taskrun-" + run.id());
    boolean clean = false;
    try {
      control.use(connection);
      FileRun fileRun = new FileRun(connection, run.log(), control, "");
      for (Release.File file : files) {
        run.log().file(file);
        apply(fileRun, file);
        Instant now = state.now();
        Revision revision = new Revision(UUID.randomUUID(), work.release(), file, run, now);
        state.change(() -> database.apply(revision));
      }
      // A request to cancel that came late would stop the next run's statement.
      clean = !control.isCancelled();
    } finally {
      sessions.giveBack(url, connection, clean);
    }
  }

  private void apply(FileRun fileRun, Release.File file)
      throws FailedException, CancelledException {
    String text = state.locked(() -> state.sheet(file.sheet())).orElseThrow();
    try {
      fileRun.run(text);
    } catch (FailedException e) {
      throw new FailedException(
          "failed to execute release file %s (version %s): %s"
              .formatted(file.path(), file.version(), e.words()));
    }
  }

  /**
   * A version that was applied counts as done even if its text is another one now, as on the real
   * server.
   */
  private static List<Release.File> missing(List<Release.File> files, Database database) {
    return files.stream().filter(f -> database.applied(f.version()).isEmpty()).toList();
  }
}
