package io.bytebase4j.gitops.common;

/** Where a repository is kept, in the words of the server's API. */
public enum VcsType {
  /** GitHub, also GitHub Enterprise. */
  GITHUB,
  /** GitLab, also a server of one's own. */
  GITLAB,
  /** Bitbucket. */
  BITBUCKET,
  /** Azure DevOps. */
  AZURE_DEVOPS
}
