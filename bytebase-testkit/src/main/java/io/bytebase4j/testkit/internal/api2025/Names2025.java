package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Resource names of 2025, when a rollout was no part of its plan. */
final class Names2025 {

  /** Stands for every stage or task. */
  static final String ANY = "-";

  private static final Pattern DATABASE = Pattern.compile("instances/[^/]+/databases/[^/]+");
  private static final Pattern DATABASE_GROUP =
      Pattern.compile("projects/[^/]+/databaseGroups/[^/]+");

  private final String project;

  Names2025(String project) {
    this.project = "projects/" + project;
  }

  String project() {
    return project;
  }

  String release(String id) {
    return project + "/releases/" + id;
  }

  String file(String release, String id) {
    return release(release) + "/files/" + id;
  }

  String sheet(String id) {
    return project + "/sheets/" + id;
  }

  String plan(Plan plan) {
    return project + "/plans/" + plan.id();
  }

  String issue(Issue issue) {
    return project + "/issues/" + issue.id();
  }

  String rollout(Pipeline pipeline) {
    return rollout(pipeline.id());
  }

  /** The name of a rollout; one that is only previewed has the number 0. */
  String rollout(long id) {
    return project + "/rollouts/" + id;
  }

  static boolean isDatabase(String target) {
    return DATABASE.matcher(target).matches();
  }

  static boolean isDatabaseGroup(String target) {
    return DATABASE_GROUP.matcher(target).matches();
  }

  /** The last part of a name. */
  static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The parts of a name that follow the words. */
  static List<String> parts(String name, String... words) {
    String[] given = name.split("/", -1);
    if (given.length != 2 * words.length) {
      throw new RefusedException("invalid request " + GoText.quote(name));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (!given[2 * i].equals(words[i])) {
        throw new RefusedException(
            "invalid prefix %s in request %s"
                .formatted(GoText.quote(words[i] + "/"), GoText.quote(name)));
      }
      parts.add(given[2 * i + 1]);
    }
    return parts;
  }

  /** The number of a plan or an issue, from its name. */
  static long number(String name, String collection, String what) {
    return number(parts(name, "projects", collection).get(1), what);
  }

  static long number(String text, String what) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new RefusedException("invalid " + what + " ID " + GoText.quote(text));
    }
  }

  /**
   * A name below a rollout.
   *
   * @param rollout the number of the rollout
   * @param stage the id of the stage
   * @param task the number of the task, or {@link #ANY}
   * @param run the number of the task run
   */
  record Below(long rollout, String stage, String task, String run) {
    long taskNumber() {
      return number(task, "task");
    }

    long runNumber() {
      return number(run, "task run");
    }
  }

  static Below stage(String name) {
    return below(name, "stages");
  }

  static Below task(String name) {
    Below task = below(name, "stages", "tasks");
    if (!task.task.equals(ANY)) {
      refusedAsArgument(() -> number(task.task, "task"));
    }
    return task;
  }

  static Below taskRun(String name) {
    Below run = below(name, "stages", "tasks", "taskRuns");
    refusedAsArgument(() -> number(run.task, "task") + number(run.run, "task run"));
    return run;
  }

  private static Below below(String name, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "projects";
    all[1] = "rollouts";
    System.arraycopy(words, 0, all, 2, words.length);
    return refusedAsArgument(
        () -> {
          List<String> parts = new ArrayList<>(parts(name, all));
          while (parts.size() < 5) {
            parts.add("");
          }
          return new Below(
              number(parts.get(1), "rollout"), parts.get(2), parts.get(3), parts.get(4));
        });
  }

  /** Has a refusal end the call as it stands: the argument is wrong. */
  static <T> T refusedAsArgument(Supplier<T> work) {
    try {
      return work.get();
    } catch (RefusedException e) {
      throw ApiException.invalidArgument(e.words());
    }
  }
}
