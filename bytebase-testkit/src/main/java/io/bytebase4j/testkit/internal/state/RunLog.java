package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.json.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The log of a task run, in the server's entries. Thread-safe. */
public final class RunLog {

  private final Clock clock;
  private final LogShape shape;
  private final Supplier<String> server;
  private final List<JsonObject> entries = new ArrayList<>();
  private boolean ended;

  RunLog(Clock clock, LogShape shape, Supplier<String> server) {
    this.clock = clock;
    this.shape = shape;
    this.server = server;
  }

  /** The run gets another status, by the names of 2025. */
  public synchronized void status(String status) {
    JsonObject update = Json.object().put("status", status).build();
    entry("TASK_RUN_STATUS_UPDATE", "taskRunStatusUpdate", update, now());
  }

  /** A file begins. */
  public synchronized void file(Release.File file) {
    JsonObject execute =
        Json.object().put("version", file.version()).put("filePath", file.path()).build();
    entry("RELEASE_FILE_EXECUTE", "releaseFileExecute", execute, now());
  }

  /** A transaction begins or ends; {@code error} is empty if that worked. */
  public synchronized void transaction(String type, String error) {
    JsonObject control = Json.object().put("type", type).put("error", error).build();
    entry("TRANSACTION_CONTROL", "transactionControl", control, now());
  }

  /**
   * A statement begins.
   *
   * @param start its first byte in the file
   * @param end the byte behind its last
   * @param index its place among the statements of the file, from 0
   */
  public synchronized Command command(int start, int end, int index) {
    Instant now = now();
    JsonObject execute = Json.object().put("logTime", now).build();
    if (shape.ranges()) {
      execute.add("range", Json.object().put("start", start).put("end", end).build());
    } else {
      execute.add("commandIndexes", Json.array(List.of(new JsonPrimitive(index))));
    }
    entry("COMMAND_EXECUTE", "commandExecute", execute, now);
    return new Command(execute);
  }

  /** Reading the schema begins. */
  public synchronized Span sync() {
    return span("DATABASE_SYNC", "databaseSync");
  }

  /** Looking for rows to keep, before data is changed, begins. */
  public synchronized Span backup() {
    return span("PRIOR_BACKUP", "priorBackup");
  }

  private Span span(String type, String field) {
    Instant now = now();
    JsonObject span = Json.object().put("startTime", now).build();
    entry(type, field, span, now);
    return new Span(span);
  }

  /** A copy of the entries so far. */
  public synchronized JsonArray entries() {
    return Json.array(entries).deepCopy();
  }

  /** Takes down nothing more: whoever writes it is dead. */
  synchronized void end() {
    ended = true;
  }

  /** Goes on: somebody else writes it. */
  synchronized void goOn() {
    ended = false;
  }

  private void entry(String type, String field, JsonObject content, Instant now) {
    if (ended) {
      return;
    }
    entries.add(
        Json.object()
            .put("type", type)
            .put("logTime", now)
            .put(shape.server(), shape.server(server.get()))
            .put(field, content)
            .build());
  }

  private Instant now() {
    return Times.now(clock);
  }

  /** A statement whose end is still to be logged. */
  public final class Command {
    private final JsonObject execute;

    private Command(JsonObject execute) {
      this.execute = execute;
    }

    /** It worked. */
    public void done(long affectedRows) {
      Json response = Json.object().put("logTime", now());
      respond(shape.putCount(response, "affectedRows", affectedRows), counts(affectedRows));
    }

    /** It failed inside a transaction. */
    public void failed(String error) {
      respond(Json.object().put("logTime", now()).put("error", error), new JsonArray());
    }

    /** It failed on its own; the server then logs a count as well. */
    public void failedAlone(String error) {
      respond(Json.object().put("logTime", now()).put("error", error), counts(0));
    }

    private JsonArray counts(long count) {
      return Json.array(List.of(shape.count(count)));
    }

    private void respond(Json response, JsonArray all) {
      synchronized (RunLog.this) {
        if (!ended) {
          execute.add("response", response.put("allAffectedRows", all).build());
        }
      }
    }
  }

  /** Something that takes a while, whose end is still to be logged. */
  public final class Span {
    private final JsonObject span;

    private Span(JsonObject span) {
      this.span = span;
    }

    /** It is over. */
    public void done() {
      synchronized (RunLog.this) {
        if (!ended) {
          span.addProperty("endTime", Times.format(now()));
        }
      }
    }
  }
}
