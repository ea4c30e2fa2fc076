package io.bytebase4j.testkit.internal.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles in a project that an account may have, and what each permits. */
public final class Roles {

  /** May do everything. */
  public static final String WORKSPACE_ADMIN = "roles/workspaceAdmin";

  private static final String MEMBER = "roles/workspaceMember";
  private static final String AGENT = "roles/gitopsServiceAgent";
  private static final String OWNER = "roles/projectOwner";
  private static final String VIEWER = "roles/projectViewer";
  private static final String RELEASER = "roles/projectReleaser";
  private static final String DEVELOPER = "roles/projectDeveloper";
  private static final Set<String> TO_ADD = new TreeSet<>(Set.of(VIEWER, RELEASER, DEVELOPER));

  private final List<String> usual;
  private final Map<String, Set<String>> permissions;

  private Roles(List<String> usual, Map<String, Set<String>> permissions) {
    this.usual = usual;
    this.permissions = permissions;
  }

  /** Those of 2026, with GitOps Service Agent as the usual one. */
  public static Roles of2026() {
    return new Roles(
        List.of(AGENT),
        Map.of(
            AGENT,
            of(
                "plans: create get",
                "releases: check create get",
                "rollouts: create get list",
                "taskRuns: create list"),
            VIEWER,
            of(
                "databaseCatalogs: get",
                "databaseGroups: get list",
                "databases: get getSchema list",
                "issueComments: create list update",
                "issues: create get",
                "projects: get getIamPolicy"),
            RELEASER,
            of(
                "changelogs: get",
                "databaseCatalogs: get",
                "databaseGroups: get list",
                "databases: check get getSchema list",
                "issueComments: create list update",
                "issues: get list",
                "planCheckRuns: get run",
                "plans: get list",
                "projects: get getIamPolicy",
                "releases: get list",
                "revisions: get list",
                "rollouts: create get list",
                "sheets: get",
                "taskRuns: create list"),
            DEVELOPER,
            of(
                "changelogs: get list",
                "databaseCatalogs: get",
                "databaseGroups: get list",
                "databases: check diffMetadata get getSchema list sync",
                "issueComments: create list update",
                "issues: create get list update",
                "planCheckRuns: get run",
                "plans: create get list",
                "projects: get getIamPolicy",
                "releases: check get list",
                "revisions: get list",
                "rollouts: get list",
                "sheets: create get",
                "taskRuns: list")));
  }

  /**
   * Those of August 2025, when there was no role for GitOps: the usual ones are the least that may
   * do all that it takes.
   */
  public static Roles ofAugust2025() {
    return new Roles(
        List.of(OWNER, RELEASER, MEMBER),
        Map.of(
            // Everybody has it (code).
            MEMBER,
            of("policies: get list", "roles: get list", "workspaces: getIamPolicy"),
            OWNER,
            of(
                "auditLogs: export search",
                "changelists: create delete get list update",
                "changelogs: get list",
                "databaseCatalogs: get update",
                "databases: check get getSchema list sync update",
                "issueComments: create list update",
                "issues: create get list update",
                "planCheckRuns: list run",
                "plans: create get list update",
                "policies: create delete get list update",
                "projects: get getIamPolicy setIamPolicy update",
                "releases: check create delete get list undelete update",
                "revisions: create delete get list",
                "rollouts: create get list preview",
                "sheets: create get update",
                "sql: ddl dml explain export info select",
                "taskRuns: list",
                "worksheets: get"),
            VIEWER,
            of(
                "databaseCatalogs: get",
                "databases: get getSchema list",
                "issueComments: create list update",
                "issues: create get",
                "projects: get getIamPolicy"),
            RELEASER,
            of(
                "changelogs: get",
                "databaseCatalogs: get",
                "databases: check get getSchema list",
                "issueComments: create list update",
                "issues: get list",
                "planCheckRuns: list run",
                "plans: get list",
                "projects: get getIamPolicy",
                "releases: get list",
                "revisions: get list",
                "rollouts: get list",
                "sheets: get",
                "taskRuns: create list"),
            DEVELOPER,
            of(
                "auditLogs: search",
                "changelists: create get list update",
                "changelogs: get list",
                "databaseCatalogs: get",
                "databases: check get getSchema list sync",
                "issueComments: create list update",
                "issues: create get list update",
                "planCheckRuns: list run",
                "plans: create get list",
                "projects: get getIamPolicy",
                "releases: check get list",
                "revisions: get list",
                "rollouts: create get list preview",
                "sheets: create get update",
                "taskRuns: list")));
  }

  /** Those of May 2025, when a plan was previewed. */
  public static Roles ofMay2025() {
    Roles august = ofAugust2025();
    Map<String, Set<String>> more = new HashMap<>(august.permissions);
    for (String role : List.of(OWNER, DEVELOPER)) {
      more.computeIfPresent(role, (r, before) -> and(before, "bb.plans.preview"));
    }
    return new Roles(august.usual, more);
  }

  private static Set<String> and(Set<String> permissions, String one) {
    return Stream.concat(permissions.stream(), Stream.of(one))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> of(String... groups) {
    return Stream.of(groups)
        .flatMap(
            group -> {
              String[] parts = group.split(": ", 2);
              return Stream.of(parts[1].split(" ", -1)).map(p -> "bb." + parts[0] + "." + p);
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Refuses a role that can't be added. */
  public static String require(String role) {
    if (!TO_ADD.contains(role)) {
      throw new IllegalArgumentException("no role " + role + ", only " + TO_ADD);
    }
    return role;
  }

  /** The roles that an account for GitOps usually has. */
  List<String> usual() {
    return usual;
  }

  /** What a role permits; of the workspace's admin, all that any other permits. */
  public Optional<Set<String>> permissions(String role) {
    return role.equals(WORKSPACE_ADMIN)
        ? Optional.of(permissions(List.copyOf(permissions.keySet())))
        : Optional.ofNullable(permissions.get(role));
  }

  /** What some roles permit together. */
  Set<String> permissions(List<String> roles) {
    return roles.stream()
        .flatMap(role -> permissions.getOrDefault(role, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
