package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.VcsUser;
import java.net.URI;
import java.util.Optional;

/**
 * The pull request, on GitLab the merge request, that a run is about. Branches, title and author
 * are untrusted text.
 *
 * @param id its number in the repository
 * @param repository where it is; on GitLab the run may be in a fork of it
 * @param url its page
 * @param origin where its commits come from
 * @param sourceBranch the branch that it brings in, without {@code refs/heads/}
 * @param targetBranch the branch that it is for, without {@code refs/heads/}
 * @param baseCommit what it is compared with: on GitLab the common ancestor, on GitHub and
 *     Bitbucket the newest commit of the target branch when the run began, on Bitbucket often cut
 *     to 12 digits; Azure does not tell it
 * @param title its title; told on GitHub and GitLab
 * @param author who opened it, unless that is a bot; told on GitHub, the other platforms must be
 *     asked through their API
 */
public record PullRequest(
    long id,
    Optional<CiRepository> repository,
    Optional<URI> url,
    Origin origin,
    Optional<String> sourceBranch,
    Optional<String> targetBranch,
    Optional<String> baseCommit,
    Optional<String> title,
    Optional<VcsUser> author) {

  /** Where the commits of a pull request come from. */
  public enum Origin {
    /** The repository itself, so somebody who may write to it. */
    SAME_REPOSITORY,
    /** A fork, so anybody. */
    FORK,
    /** It is not known; take it for a fork where trust matters. */
    UNKNOWN
  }

  /**
   * What can be logged: no text that somebody else wrote.
   *
   * @return number and origin
   */
  @Override
  public String toString() {
    return "PullRequest[" + id + ", " + origin + "]";
  }
}
