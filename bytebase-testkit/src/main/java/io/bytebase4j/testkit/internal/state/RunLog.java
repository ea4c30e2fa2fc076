package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
  private final Supplier<String> replicaId;
  private final List<JsonObject> entries = new ArrayList<>();
  private boolean ended;

  RunLog(Clock clock, Supplier<String> replicaId) {
    this.clock = clock;
    this.replicaId = replicaId;
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

  /** A statement begins; its place in the file in bytes. */
  public synchronized Command command(int start, int end) {
    Instant now = now();
    JsonObject range = Json.object().put("start", start).put("end", end).build();
    JsonObject execute = Json.object().put("logTime", now).put("range", range).build();
    entry("COMMAND_EXECUTE", "commandExecute", execute, now);
    return new Command(execute);
  }

  /** Reading the schema begins. */
  public synchronized Sync sync() {
    Instant now = now();
    JsonObject sync = Json.object().put("startTime", now).build();
    entry("DATABASE_SYNC", "databaseSync", sync, now);
    return new Sync(sync);
  }

  /** A copy of the entries so far. */
  public synchronized JsonArray entries() {
    return Json.array(entries).deepCopy();
  }

  /** Takes down nothing more: whoever writes it is dead. */
  synchronized void end() {
    ended = true;
  }

  private void entry(String type, String field, JsonObject content, Instant now) {
    if (ended) {
      return;
    }
    entries.add(
        Json.object()
            .put("type", type)
            .put("logTime", now)
            .put("replicaId", replicaId.get())
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
      JsonArray all = new JsonArray();
      all.add(String.valueOf(affectedRows));
      respond(Json.object().put("logTime", now()).putLong("affectedRows", affectedRows), all);
    }

    /** It failed inside a transaction. */
    public void failed(String error) {
      respond(Json.object().put("logTime", now()).put("error", error), new JsonArray());
    }

    /** It failed on its own; the server then logs a count as well. */
    public void failedAlone(String error) {
      JsonArray all = new JsonArray();
      all.add("0");
      respond(Json.object().put("logTime", now()).put("error", error), all);
    }

    private void respond(Json response, JsonArray all) {
      synchronized (RunLog.this) {
        if (!ended) {
          execute.add("response", response.put("allAffectedRows", all).build());
        }
      }
    }
  }

  /** A reading of the schema whose end is still to be logged. */
  public final class Sync {
    private final JsonObject sync;

    private Sync(JsonObject sync) {
      this.sync = sync;
    }

    /** It is over. */
    public void done() {
      synchronized (RunLog.this) {
        if (!ended) {
          sync.addProperty("endTime", Times.format(now()));
        }
      }
    }
  }
}
