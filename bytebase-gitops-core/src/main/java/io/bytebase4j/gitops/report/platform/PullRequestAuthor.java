package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.common.internal.Texts;
import java.util.Optional;

/**
 * Who opened the pull request of a run, or why that is not known. Immutable and thread-safe.
 *
 * @param user the author; empty where it is not known, or is a bot
 * @param reason why there is none, and what to do where something can be done: one line that can be
 *     shown, without any token; empty where there is one
 */
public record PullRequestAuthor(Optional<VcsUser> user, String reason) {

  /**
   * An author or a reason.
   *
   * @param user the author; empty where it is not known
   * @param reason why there is none; empty where there is one
   * @throws IllegalArgumentException if there are both, or neither
   */
  public PullRequestAuthor {
    if (user.isPresent() != reason.isBlank()) {
      throw new IllegalArgumentException("it takes either a user or the reason why there is none");
    }
  }

  static PullRequestAuthor of(VcsUser user) {
    return new PullRequestAuthor(Optional.of(user), "");
  }

  static PullRequestAuthor unknown(String reason) {
    return new PullRequestAuthor(Optional.empty(), Texts.logLine(reason));
  }

  /**
   * What can be logged: no name, which is text that somebody else wrote.
   *
   * @return the author's id, or the reason
   */
  @Override
  public String toString() {
    return "PullRequestAuthor["
        + user.map(known -> known.type() + " " + Texts.logLine(known.userId())).orElse(reason)
        + "]";
  }
}
