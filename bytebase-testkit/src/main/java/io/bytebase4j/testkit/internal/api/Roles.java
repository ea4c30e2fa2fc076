package io.bytebase4j.testkit.internal.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles in a project that an account may have, and what each permits. */
public final class Roles {

  private static final String AGENT = "roles/gitopsServiceAgent";

  private static final Map<String, Set<String>> PERMISSIONS =
      new TreeMap<>(
          Map.of(
              AGENT,
              of(
                  "plans: create get",
                  "releases: check create get",
                  "rollouts: create get list",
                  "taskRuns: create list"),
              "roles/projectViewer",
              of(
                  "databaseCatalogs: get",
                  "databaseGroups: get list",
                  "databases: get getSchema list",
                  "issueComments: create list update",
                  "issues: create get",
                  "projects: get getIamPolicy"),
              "roles/projectReleaser",
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
              "roles/projectDeveloper",
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

  private Roles() {}

  private static Set<String> of(String... groups) {
    return Stream.of(groups)
        .flatMap(
            group -> {
              String[] parts = group.split(": ", 2);
              return Stream.of(parts[1].split(" ", -1)).map(p -> "bb." + parts[0] + "." + p);
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Refuses a role that was not measured. */
  public static String require(String role) {
    if (!PERMISSIONS.containsKey(role)) {
      throw new IllegalArgumentException("no role " + role + ", only " + PERMISSIONS.keySet());
    }
    return role;
  }

  /** What the role GitOps Service Agent permits, and some more roles. */
  static Set<String> agentAnd(List<String> more) {
    return Stream.concat(Stream.of(AGENT), more.stream())
        .flatMap(role -> PERMISSIONS.getOrDefault(role, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
