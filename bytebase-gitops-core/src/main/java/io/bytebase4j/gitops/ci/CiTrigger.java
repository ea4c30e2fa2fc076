package io.bytebase4j.gitops.ci;

/** What set a CI run off. */
public enum CiTrigger {
  /** Commits or a tag were pushed. */
  PUSH,
  /** A pull request was opened or changed. */
  PULL_REQUEST,
  /** A merge queue of GitHub, or a merge train of GitLab, tries changes together. */
  MERGE_QUEUE,
  /** A person started it. */
  MANUAL,
  /** The clock. */
  SCHEDULE,
  /** Something else, such as an API call or another run. */
  OTHER,
  /** The platform does not say. Bitbucket says it of pull requests only. */
  UNKNOWN
}
