package io.bytebase4j.client.name;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names of each kind of resource look like; the one place that takes a name apart. */
enum NameForm {
  PROJECT("project", "projects/{project}", "projects/hr"),
  RELEASE("release", "projects/{project}/releases/{release}", "projects/hr/releases/20261124-RC00"),
  PLAN("plan", "projects/{project}/plans/{plan}", "projects/hr/plans/101"),
  ROLLOUT("rollout", "projects/{project}/plans/{plan}/rollout", "projects/hr/plans/101/rollout"),
  STAGE(
      "stage",
      "projects/{project}/plans/{plan}/rollout/stages/{stage}",
      "projects/hr/plans/101/rollout/stages/prod"),
  TASK(
      "task",
      "projects/{project}/plans/{plan}/rollout/stages/{stage}/tasks/{task}",
      "projects/hr/plans/101/rollout/stages/prod/tasks/102"),
  TASK_RUN(
      "task run",
      "projects/{project}/plans/{plan}/rollout/stages/{stage}/tasks/{task}/taskRuns/{taskRun}",
      "projects/hr/plans/101/rollout/stages/prod/tasks/102/taskRuns/103"),
  ISSUE("issue", "projects/{project}/issues/{issue}", "projects/hr/issues/101"),
  SHEET(
      "sheet",
      "projects/{project}/sheets/{sheet}",
      "projects/hr/sheets/822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f"),
  DATABASE_GROUP(
      "database group",
      "projects/{project}/databaseGroups/{databaseGroup}",
      "projects/hr/databaseGroups/shards"),
  ENVIRONMENT("environment", "environments/{environment}", "environments/prod"),
  INSTANCE("instance", "instances/{instance}", "instances/test-pg", true),
  DATABASE(
      "database",
      "instances/{instance}/databases/{database}",
      "instances/test-pg/databases/app",
      true),
  REVISION(
      "revision",
      "instances/{instance}/databases/{database}/revisions/{revision}",
      "instances/test-pg/databases/app/revisions/101",
      true);

  /** What stands before the names of instances that belong to a project. */
  private static final String IN_PROJECT = "projects/{project}/";

  private final String kind;
  private final String form;
  private final String example;
  private final boolean mayBeInProject;

  NameForm(String kind, String form, String example) {
    this(kind, form, example, false);
  }

  NameForm(String kind, String form, String example, boolean mayBeInProject) {
    this.kind = kind;
    this.form = form;
    this.example = example;
    this.mayBeInProject = mayBeInProject;
  }

  /**
   * A name cut before its last collection.
   *
   * @param parent the name of the parent, empty where there is none
   * @param id the last segment
   */
  record Parts(String parent, String id) {}

  /**
   * Takes a name apart, once it is sure that it is of this form throughout.
   *
   * @throws IllegalArgumentException if it is not
   */
  Parts split(@Nullable String name) {
    String fault = null;
    if (name != null) {
      for (String candidate : forms()) {
        List<String> ids = match(candidate, name);
        fault = ids == null ? fault : IdRule.firstFault(ids);
        if (ids != null && fault == null) {
          return cut(name);
        }
      }
    }
    throw new IllegalArgumentException(
        "%s name %s is not of the form %s, such as %s%s"
            .formatted(
                kind, quoted(name), described(), example, fault == null ? "" : ": " + fault));
  }

  /**
   * Requires an id that can stand in a name.
   *
   * @throws IllegalArgumentException if it can't
   */
  String requireId(@Nullable String id) {
    String fault = id == null ? "is missing" : IdRule.fault(id);
    if (id == null || fault != null) {
      throw new IllegalArgumentException(
          "%s id %s %s; it is the last part of %s, such as %s"
              .formatted(kind, quoted(id), fault, described(), example));
    }
    return id;
  }

  /** The segments of the name that stand for variables of the form; null where literals differ. */
  private static @Nullable List<String> match(String form, String name) {
    String[] wanted = form.split("/", -1);
    String[] given = name.split("/", -1);
    if (given.length != wanted.length) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        ids.add(given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return null;
      }
    }
    return ids;
  }

  // A rollout is the only one of its plan and has no id: its name ends in a literal.
  private Parts cut(String name) {
    int last = name.lastIndexOf('/');
    int end = form.endsWith("}") ? name.lastIndexOf('/', last - 1) : last;
    return new Parts(end < 0 ? "" : name.substring(0, end), name.substring(last + 1));
  }

  private List<String> forms() {
    return mayBeInProject ? List.of(form, IN_PROJECT + form) : List.of(form);
  }

  private String described() {
    return String.join(" or ", forms());
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "\"" + IdRule.printable(text) + "\"";
  }
}
