package io.bytebase4j.gitops.journal;

/** The names under which this library writes down facts of steps. */
public final class JournalFacts {
  /** The key of what is released. */
  public static final String KEY = "key";

  /** The template of the release's id. */
  public static final String TEMPLATE = "template";

  /** The release's name. */
  public static final String RELEASE = "release";

  /** The plan's name. */
  public static final String PLAN = "plan";

  /** The id of the plan's specification. */
  public static final String SPEC = "spec";

  /** The issue's name. */
  public static final String ISSUE = "issue";

  /** The rollout's name. */
  public static final String ROLLOUT = "rollout";

  /** The stage's short name. */
  public static final String STAGE = "stage";

  /** How many tasks are meant. */
  public static final String TASKS = "tasks";

  /** The names of the tasks that are meant, with commas between. */
  public static final String TASK_NAMES = "taskNames";

  /** Why. */
  public static final String REASON = "reason";

  /** Who decided it. */
  public static final String PERSON = "person";

  private JournalFacts() {}
}
