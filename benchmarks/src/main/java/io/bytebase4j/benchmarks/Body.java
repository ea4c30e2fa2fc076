package io.bytebase4j.benchmarks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The rollouts that are fetched: polling one is what the GitOps path does most. */
public enum Body {
  /** A rollout of one task, as a real server answered it. */
  SMALL("rollout-one-task.json", 1),

  /** A rollout of two stages, as a real server answered it, but with many tasks in each. */
  LARGE("rollout-two-stages.json", 80);

  private final String rolloutName;
  private final String json;

  Body(String resource, int tasksPerStage) {
    JsonObject rollout = recorded(resource);
    rolloutName = rollout.get("name").getAsString();
    json = repeated(rollout, tasksPerStage).toString();
  }

  /** The rollout's resource name. */
  String rolloutName() {
    return rolloutName;
  }

  /** The answer, as compact as the server sends it. */
  String json() {
    return json;
  }

  private static JsonObject repeated(JsonObject rollout, int tasksPerStage) {
    for (var stage : rollout.getAsJsonArray("stages")) {
      JsonArray tasks = stage.getAsJsonObject().getAsJsonArray("tasks");
      JsonObject first = tasks.get(0).getAsJsonObject();
      for (int i = 1; i < tasksPerStage; i++) {
        tasks.add(copy(first, i));
      }
    }
    return rollout;
  }

  private static JsonObject copy(JsonObject task, int number) {
    JsonObject copy = task.deepCopy();
    for (String property : new String[] {"name", "target"}) {
      copy.addProperty(property, task.get(property).getAsString() + "_" + number);
    }
    return copy;
  }

  private static JsonObject recorded(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Body.class.getResourceAsStream(resource), resource)) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonObject()
          .getAsJsonObject("response")
          .getAsJsonObject("body");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
