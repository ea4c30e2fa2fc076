package io.bytebase4j.client;

import java.util.Optional;

/**
 * What callers may ask a server for, and servers of some versions lack. Each says since when it is
 * there, and until when where it went away; read from the API's structure at each version.
 */
public enum ServerFeature {
  /** Releases, plans and rollouts in a shape that this library knows. */
  GITOPS(
      "releases that are found again, and their rollouts",
      "ReleaseService/CreateRelease",
      VersionRange.since(3, 6, 0)),

  /** Sign-in of a CI job by its platform's OIDC token. */
  WORKLOAD_IDENTITY(
      "sign-in with a workload identity",
      "AuthService/ExchangeToken",
      VersionRange.since(3, 13, 0)),

  /** A role for CI jobs, {@code roles/gitopsServiceAgent}. */
  GITOPS_ROLE(
      "the role GitOps Service Agent",
      "WorkspaceService/SetIamPolicy",
      VersionRange.since(3, 12, 1)),

  /** Releases that declare the schema that there shall be. */
  DECLARATIVE_RELEASE(
      "declarative releases", "ReleaseService/CreateRelease", VersionRange.since(3, 9, 1)),

  /** Whether a file changes the schema or the data, said for each ({@code changeType}). */
  CHANGE_TYPE(
      "the change type of a file",
      "ReleaseService/CreateRelease",
      VersionRange.since(3, 6, 0).before(3, 11, 0)),

  /** Files that name content that the project has, in a review; in a release all may. */
  SHEET_IN_CHECK(
      "a sheet in place of a file's statement in a review",
      "ReleaseService/CheckRelease",
      VersionRange.since(3, 7, 1)),

  /** Sheets that are named by the hash of their content; before, by a number. */
  SHEET_BY_HASH(
      "sheets that are named by their content",
      "SheetService/GetSheet",
      VersionRange.since(3, 14, 0)),

  /** A digest of the caller's by which a release is found again. */
  RELEASE_DIGEST(
      "releases that are found by a digest",
      "ReleaseService/SearchReleases",
      VersionRange.since(3, 9, 1).before(3, 14, 0)),

  /** An id of a release with a part of the caller's own. */
  RELEASE_ID_TEMPLATE(
      "release ids that follow a template",
      "ReleaseService/CreateRelease",
      VersionRange.since(3, 15, 0)),

  /** Rules in words beside those of the SQL review. */
  CUSTOM_RULES(
      "rules in words in a review", "ReleaseService/CheckRelease", VersionRange.since(3, 12, 1)),

  /** Who wrote the change, told in a review. */
  VCS_USER(
      "the author of a change in a review",
      "ReleaseService/CheckRelease",
      VersionRange.since(3, 19, 0)),

  /** Lines in advice that count from 1, as people do; before, from 0. */
  LINES_FROM_ONE(
      "lines that count from 1 in a review",
      "ReleaseService/CheckRelease",
      VersionRange.since(3, 11, 1)),

  /** A warning of a file that was edited after it was applied. */
  EDITED_FILE_TOLD(
      "a warning of applied files that were edited",
      "ReleaseService/CheckRelease",
      VersionRange.since(3, 7, 0)),

  /** A rollout that is shown and not made ({@code validateOnly}). */
  ROLLOUT_PREVIEW(
      "a rollout that is only shown",
      "RolloutService/CreateRollout",
      VersionRange.since(3, 6, 0).before(3, 14, 0)),

  /** Tasks that start later. */
  SCHEDULED_RUN(
      "tasks that start at a later time",
      "RolloutService/BatchRunTasks",
      VersionRange.since(3, 7, 0)),

  /**
   * A list of the rollouts that changed since a time. From 3.9 on there is a filter of that name,
   * which looked at the issue's time at first.
   */
  ROLLOUT_CHANGES(
      "a list of rollouts that changed",
      "RolloutService/ListRollouts",
      VersionRange.since(3, 15, 0)),

  /** A reason that is kept with the cancelling of a run. */
  CANCEL_REASON(
      "a reason for cancelling",
      "RolloutService/BatchCancelTaskRuns",
      VersionRange.since(3, 6, 0).before(3, 13, 0)),

  /** The state of the approval, told by the issue; before, the issue tells approvers only. */
  ISSUE_APPROVAL_STATUS(
      "the approval status of an issue", "IssueService/GetIssue", VersionRange.since(3, 11, 0)),

  /** The state of the approval, told by the plan, which needs no right to read issues. */
  PLAN_APPROVAL_STATUS(
      "the approval status of a plan", "PlanService/GetPlan", VersionRange.since(3, 17, 0)),

  /** Applied versions that say whether they were versioned or declared. */
  REVISION_TYPE(
      "the type of an applied version",
      "RevisionService/ListRevisions",
      VersionRange.since(3, 9, 1));

  private final String text;
  private final String operation;

  @SuppressWarnings("ImmutableEnumChecker") // a record of records of numbers
  private final VersionRange versions;

  ServerFeature(String text, String operation, VersionRange versions) {
    this.text = text;
    this.operation = operation;
    this.versions = versions;
  }

  /**
   * What it is, for people.
   *
   * @return for example {@code a reason for cancelling}
   */
  public String text() {
    return text;
  }

  /**
   * The operation of the API that has it or lacks it.
   *
   * @return for example {@code RolloutService/BatchCancelTaskRuns}
   */
  public String operation() {
    return operation;
  }

  /**
   * The first version that has it.
   *
   * @return for example 3.9.1
   */
  public ServerVersion since() {
    return versions.since();
  }

  /**
   * The first version that no longer has it.
   *
   * @return for example 3.14.0; empty where all newer ones have it
   */
  public Optional<ServerVersion> before() {
    return Optional.ofNullable(versions.before());
  }

  /**
   * Whether servers of a version have it.
   *
   * @param version the version; a supported one
   * @return true if they have
   */
  public boolean isIn(ServerVersion version) {
    return versions.holds(version);
  }

  VersionRange versions() {
    return versions;
  }
}
