package io.bytebase4j.gitops.common;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks resource names before anything is sent, and takes them apart in one place. */
public final class ResourceNames {
  private static final String ID = "[^/\\s]+";
  private static final Pattern PROJECT = Pattern.compile("projects/" + ID);
  private static final Pattern DATABASE =
      Pattern.compile("(projects/" + ID + "/)?instances/" + ID + "/databases/" + ID);
  private static final Pattern DATABASE_GROUP =
      Pattern.compile("projects/" + ID + "/databaseGroups/" + ID);

  private static final Pattern RELEASE = Pattern.compile("projects/" + ID + "/releases/" + ID);
  private static final Pattern PLAN = Pattern.compile("projects/" + ID + "/plans/" + ID);
  private static final Pattern ROLLOUT =
      Pattern.compile("projects/" + ID + "/(plans/" + ID + "/rollout|rollouts/" + ID + ")");

  private ResourceNames() {}

  /**
   * Requires a project's name.
   *
   * @param name for example {@code projects/hr}
   * @return the name
   * @throws IllegalArgumentException if it is not of that form
   */
  public static String requireProject(String name) {
    if (!PROJECT.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "project \"" + name + "\" is not of the form projects/{project}, such as projects/hr");
    }
    return name;
  }

  /**
   * Requires names of targets: at least one, none twice.
   *
   * @param targets for example {@code instances/test-pg/databases/app}, or one database group
   * @return a copy
   * @throws IllegalArgumentException if one is not of such a form or stands twice, or there is none
   */
  public static List<String> requireTargets(List<String> targets) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "no targets: name at least one database, such as instances/test-pg/databases/app");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String target : targets) {
      if (!DATABASE.matcher(target).matches() && !DATABASE_GROUP.matcher(target).matches()) {
        throw new IllegalArgumentException(
            "target \""
                + target
                + "\" is not of the form instances/{instance}/databases/{database} or"
                + " projects/{project}/databaseGroups/{group}");
      }
      if (!seen.add(target)) {
        throw new IllegalArgumentException("target \"" + target + "\" is named twice");
      }
    }
    return List.copyOf(targets);
  }

  /**
   * Requires a database's name.
   *
   * @param name for example {@code instances/test-pg/databases/app}
   * @return the name
   * @throws IllegalArgumentException if it is not of that form
   */
  public static String requireDatabase(String name) {
    if (!DATABASE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "database \"" + name + "\" is not of the form instances/{instance}/databases/{database}");
    }
    return name;
  }

  /**
   * Requires a release's name.
   *
   * @param name for example {@code projects/hr/releases/x}
   * @return the name
   * @throws IllegalArgumentException if it is not of that form
   */
  public static String requireRelease(String name) {
    if (!RELEASE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "release \"" + name + "\" is not of the form projects/{project}/releases/{release}");
    }
    return name;
  }

  /**
   * Requires a plan's name.
   *
   * @param name for example {@code projects/hr/plans/101}
   * @return the name
   * @throws IllegalArgumentException if it is not of that form
   */
  public static String requirePlan(String name) {
    if (!PLAN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "plan \"" + name + "\" is not of the form projects/{project}/plans/{plan}");
    }
    return name;
  }

  /**
   * Requires a rollout's name.
   *
   * @param name for example {@code projects/hr/plans/101/rollout}, or {@code
   *     projects/hr/rollouts/101} as on servers of 2025
   * @return the name
   * @throws IllegalArgumentException if it is not of that form
   */
  public static String requireRollout(String name) {
    if (!ROLLOUT.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "rollout \""
              + name
              + "\" is not of the form projects/{project}/plans/{plan}/rollout, or"
              + " projects/{project}/rollouts/{rollout} as on servers of 2025");
    }
    return name;
  }

  /**
   * Whether a target is a database group.
   *
   * @param target a name that {@link #requireTargets} takes
   * @return false for a database
   */
  public static boolean isDatabaseGroup(String target) {
    return DATABASE_GROUP.matcher(target).matches();
  }

  /**
   * The last part of a name.
   *
   * @param name for example {@code projects/hr/releases/x}
   * @return for example {@code x}
   */
  public static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /**
   * The project that a resource belongs to.
   *
   * @param name the name of a release, plan or rollout
   * @return for example {@code projects/hr}
   * @throws IllegalArgumentException if it belongs to none
   */
  public static String projectOf(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length < 3 || !parts[0].equals("projects")) {
      throw new IllegalArgumentException("\"" + name + "\" is no resource of a project");
    }
    return requireProject(parts[0] + "/" + parts[1]);
  }
}
