package io.bytebase4j.testkit.internal.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.sql.StatementKind.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer to a check, put together file by file; full once it has 50 errors and 50 warnings. */
public final class ReleaseCheck {

  private static final int MOST = 50;

  private final ReviewShape shape;
  private final List<JsonObject> results = new ArrayList<>();
  private Risk risk = Risk.LOW;
  private boolean risky;
  private long affectedRows;
  private int errors;
  private int warnings;

  /** An empty answer. */
  public ReleaseCheck(ReviewShape shape) {
    this.shape = shape;
  }

  /** An applied file that was edited. */
  void modified(String target, CheckedFile file, String applied) {
    Advice advice = Advice.appliedFileModified(file.path(), file.version(), applied, file.sha256());
    add(target, file, List.of(advice), Json.object());
    warnings++;
  }

  /** A file with a syntax error, of which nothing else is known. */
  void unreadable(String target, CheckedFile file, Advice advice) {
    add(target, file, List.of(advice), Json.object());
    count(List.of(advice));
  }

  /** Any other file. */
  void checked(String target, CheckedFile file, List<Advice> advices, Summary summary) {
    Json rest = Json.object();
    shape.put(rest, summary.affectedRows(), Optional.of(summary.risk()));
    add(target, file, advices, rest);
    affectedRows += summary.affectedRows();
    risk = !risky || summary.risk().compareTo(risk) > 0 ? summary.risk() : risk;
    risky = true;
    count(advices);
  }

  /** Whether the server looks no further. */
  boolean isFull() {
    return errors >= MOST && warnings >= MOST;
  }

  /** The answer. */
  public JsonObject answer() {
    Json json = Json.object().put("results", Json.array(results));
    shape.put(json, affectedRows, risky ? Optional.of(risk) : Optional.empty());
    return json.build();
  }

  private void add(String target, CheckedFile file, List<Advice> advices, Json rest) {
    JsonArray array = Json.array(advices.stream().map(shape::json).toList());
    Json result =
        Json.object().put("file", file.path()).put("target", target).put("advices", array);
    JsonObject object = result.build();
    rest.build().entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
    results.add(object);
  }

  private void count(List<Advice> advices) {
    for (Advice advice : advices) {
      if (advice.error()) {
        errors++;
      } else {
        warnings++;
      }
    }
  }
}
