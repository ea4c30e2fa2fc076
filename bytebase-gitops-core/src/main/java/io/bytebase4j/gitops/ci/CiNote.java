package io.bytebase4j.gitops.ci;

/**
 * Something that could not be known, or was left out, and why. The text holds names of variables,
 * never their values, so that it can be shown.
 *
 * @param fact what is not known
 * @param reason why, and what to do where something can be done
 */
public record CiNote(Fact fact, String reason) {

  /** What a note is about. */
  public enum Fact {
    /** Which platform it is. */
    PLATFORM,
    /** The repository. */
    REPOSITORY,
    /** The commit to report on. */
    COMMIT,
    /** The commit that is checked out. */
    CHECKOUT_COMMIT,
    /** The pull request. */
    PULL_REQUEST,
    /** The author of the pull request. */
    PULL_REQUEST_AUTHOR,
    /** The commit that the pull request is compared with. */
    BASE_COMMIT,
    /** GitHub's file of the event. */
    EVENT_FILE,
    /** The page of the run. */
    RUN_URL,
    /** The page of the job. */
    JOB_URL,
    /** How often the run was tried. */
    ATTEMPT,
    /** The folder that the repository is checked out in. */
    CHECKOUT_ROOT,
    /** The address of the platform's API. */
    API_BASE_URL,
    /** The page of the commit, as a release's source. */
    VCS_SOURCE
  }

  /**
   * One line for people.
   *
   * @return the fact in words, and the reason
   */
  @Override
  public String toString() {
    return fact.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + reason;
  }
}
