package io.bytebase4j.gitops.report;

/** Whose Markdown it is: they differ in HTML, in what is a mention, and in length. */
public enum MarkdownFlavour {
  /** GitHub: comments, step summaries. */
  GITHUB,
  /** GitLab: notes. */
  GITLAB,
  /** Bitbucket: comments; no HTML. */
  BITBUCKET,
  /** Azure DevOps: threads, summaries. */
  AZURE_DEVOPS
}
