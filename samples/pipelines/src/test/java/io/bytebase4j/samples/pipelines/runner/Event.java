package io.bytebase4j.samples.pipelines.runner;

/**
 * What starts a pipeline.
 *
 * @param kind a pull request, or a push to the main branch
 * @param branch the source branch of the pull request, or the branch that was pushed
 * @param commit the newest commit of that branch
 * @param base the commit of the main branch that a pull request is to be merged into
 * @param fork whether the pull request comes from a fork, which gets no secrets
 */
public record Event(Kind kind, String branch, String commit, String base, boolean fork) {
  /** The number of the pull request that events are about. */
  public static final int PULL_REQUEST = 7;

  static final String MAIN = "main";

  /** What happened. */
  public enum Kind {
    /** A pull request, on GitLab a merge request, was opened or got a commit. */
    PULL_REQUEST,
    /** The main branch got a commit. */
    PUSH
  }

  boolean isPullRequest() {
    return kind == Kind.PULL_REQUEST;
  }

  /** What platforms that test a merge check out: for a pull request the merge. */
  String mergeRef() {
    return isPullRequest() ? "refs/pull/" + PULL_REQUEST + "/merge" : commit;
  }
}
