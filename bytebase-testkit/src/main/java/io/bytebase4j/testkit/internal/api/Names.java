package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.util.List;
import java.util.regex.Pattern;

/** Resource names: how they are made, taken apart, and refused. */
final class Names {

  /** Stands for every stage, task or task run. */
  static final String ANY = "-";

  private static final Pattern DATABASE = Pattern.compile("instances/[^/]+/databases/[^/]+");
  private static final Pattern DATABASE_GROUP =
      Pattern.compile("projects/[^/]+/databaseGroups/[^/]+");
  private static final String ROLLOUT = "/rollout";

  private final String project;

  Names(String project) {
    this.project = "projects/" + project;
  }

  String project() {
    return project;
  }

  String release(String id) {
    return project + "/releases/" + id;
  }

  String sheet(String sha256) {
    return project + "/sheets/" + sha256;
  }

  String plan(Plan plan) {
    return project + "/plans/" + plan.id();
  }

  String issue(Issue issue) {
    return project + "/issues/" + issue.id();
  }

  String rollout(Plan plan) {
    return plan(plan) + ROLLOUT;
  }

  String stage(Plan plan, String environment) {
    return rollout(plan) + "/stages/" + environment;
  }

  String task(Task task) {
    Database database = task.database();
    return stage(task.plan(), database.environment()) + "/tasks/" + task.id();
  }

  String taskRun(TaskRun run) {
    return task(run.task()) + "/taskRuns/" + run.id();
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

  /** The number in {@code projects/p/plans/101}. */
  static long planId(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length != 4 || !parts[0].equals("projects") || !parts[2].equals("plans")) {
      throw ApiException.invalidArgument("invalid request " + GoText.quote(name));
    }
    return number(parts[3], "plan ID");
  }

  /** The parts of a name below a rollout. */
  record BelowRollout(long plan, List<String> parts) {
    String stage() {
      return parts.get(1);
    }

    long task() {
      return number(parts.get(3), "task ID");
    }

    long run() {
      return number(parts.get(5), "task run ID");
    }
  }

  static BelowRollout stage(String name) {
    return below(name, "rollout stage", "stage", "stages");
  }

  static BelowRollout task(String name) {
    BelowRollout task = below(name, "rollout task", "task", "stages", "tasks");
    if (!task.parts().get(3).equals(ANY)) {
      number(task.parts().get(3), "task ID");
    }
    return task;
  }

  static BelowRollout taskRun(String name) {
    return below(name, "rollout task run", "task run", "stages", "tasks", "taskRuns");
  }

  private static BelowRollout below(String name, String what, String suffix, String... kinds) {
    String[] halves = name.split(ROLLOUT, -1);
    if (halves.length != 2) {
      throw ApiException.invalidArgument("invalid " + what + " name " + GoText.quote(name));
    }
    long plan = planId(halves[0]);
    List<String> parts = List.of(halves[1].replaceFirst("^/", "").split("/", -1));
    boolean wellFormed = parts.size() == 2 * kinds.length;
    for (int i = 0; wellFormed && i < kinds.length; i++) {
      wellFormed = parts.get(2 * i).equals(kinds[i]);
    }
    if (!wellFormed) {
      throw ApiException.invalidArgument(
          "invalid " + suffix + " suffix " + GoText.quote(halves[1]));
    }
    return new BelowRollout(plan, parts);
  }

  private static long number(String text, String what) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.invalidArgument("invalid " + what + " " + GoText.quote(text));
    }
  }
}
