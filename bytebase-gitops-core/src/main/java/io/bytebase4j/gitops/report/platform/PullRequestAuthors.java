package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.CiNote;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.common.internal.http.Pace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds who opened the pull request of a run, for {@link
 * io.bytebase4j.gitops.review.ReviewRequest#withAuthor}. The server counts authors as users of its
 * licence, so bots are left out. Begin with {@link #of}. Immutable and thread-safe.
 *
 * <pre>{@code
 * PullRequestAuthor author = PullRequestAuthors.of(ci).find();
 * ReviewRequest asked = author.user().map(request::withAuthor).orElse(request);
 * }</pre>
 *
 * <table>
 * <caption>Where it is found, and what that takes</caption>
 * <tr><th>platform</th><th>where</th><th>id</th><th>takes</th></tr>
 * <tr><td>Bitbucket</td><td>{@code GET …/pullrequests/{id}}</td><td>{@code account_id}, otherwise
 *   the UUID without braces</td><td>{@code BITBUCKET_ACCESS_TOKEN} with the scope {@code
 *   pullrequest}; without it, the proxy of Pipelines is tried, and with {@code
 *   BYTEBASE_BITBUCKET_API_BASE_URL} that address, which must sign in itself</td></tr>
 * <tr><td>GitHub</td><td>the file of the event</td><td>{@code id}</td><td>nothing</td></tr>
 * <tr><td>GitLab</td><td>{@code GET /projects/{id}/merge_requests/{iid}}</td><td>{@code
 *   id}</td><td>{@code GITLAB_TOKEN} with the scope {@code read_api}, otherwise {@code
 *   CI_JOB_TOKEN}, which only newer servers let read merge requests</td></tr>
 * <tr><td>Azure DevOps</td><td>{@code GET …/_apis/git/pullrequests/{id}}</td><td>{@code
 *   id}</td><td>{@code SYSTEM_ACCESSTOKEN}; of repositories in Azure Repos only</td></tr>
 * </table>
 *
 * <p>Bots are accounts that the platform calls so (on Bitbucket {@code app_user} and the like, on
 * Azure services and service principals), the accounts of GitLab's project and group tokens, and
 * names that end in {@code [bot]}.
 */
public final class PullRequestAuthors {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final CiEnvironment ci;
  private final Pace pace;

  private PullRequestAuthors(CiEnvironment ci, Pace pace) {
    this.ci = ci;
    this.pace = pace;
  }

  /**
   * Finds the author for a run.
   *
   * @param ci the run
   * @return finds its pull request's author
   */
  public static PullRequestAuthors of(CiEnvironment ci) {
    return new PullRequestAuthors(ci, Pace.standard().withTimeout(TIMEOUT));
  }

  /**
   * Sets how long finding may take, with all its calls and waits.
   *
   * @param most more than zero; 10 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public PullRequestAuthors withTimeout(Duration most) {
    if (most.isZero() || most.isNegative()) {
      throw new IllegalArgumentException("timeout is " + most + ": it must be more than zero");
    }
    return new PullRequestAuthors(ci, pace.withTimeout(most));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param otherClock tells the time
   * @param otherSleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public PullRequestAuthors withTime(Clock otherClock, Sleeper otherSleeper) {
    return new PullRequestAuthors(ci, pace.withTime(otherClock, otherSleeper));
  }

  /**
   * Finds the author, with calls that only read. Whatever the platform does, nothing is thrown for
   * it; where the thread is interrupted, its flag stays set.
   *
   * @return the author, or why it is not known
   */
  public PullRequestAuthor find() {
    Optional<PullRequest> request = ci.pullRequest();
    if (request.isEmpty()) {
      String why = notes(Fact.PULL_REQUEST);
      return PullRequestAuthor.unknown(Sinks.NO_PULL_REQUEST + (why.isEmpty() ? "" : "; " + why));
    }
    Optional<VcsUser> told = request.get().author();
    return told.isPresent() ? PullRequestAuthor.of(told.get()) : find(request.get());
  }

  private PullRequestAuthor find(PullRequest request) {
    try {
      return switch (ci.platform()) {
        case BITBUCKET -> ask(BitbucketAuthor.query(ci, request));
        case GITLAB -> ask(GitLabAuthor.query(ci, request));
        case AZURE_DEVOPS -> ask(AzureAuthor.query(ci, request));
        case GITHUB, LOCAL ->
            PullRequestAuthor.unknown(
                "not told by the run; " + notes(Fact.PULL_REQUEST_AUTHOR, Fact.EVENT_FILE));
      };
    } catch (IllegalArgumentException e) {
      // What the variables say can't be used, or something is not among them.
      return PullRequestAuthor.unknown(String.valueOf(e.getMessage()));
    }
  }

  private PullRequestAuthor ask(AuthorQuery query) {
    return query.ask(pace);
  }

  private String notes(Fact... facts) {
    return ci.notes().stream()
        .filter(note -> List.of(facts).contains(note.fact()))
        .map(CiNote::toString)
        .collect(Collectors.joining("; "));
  }
}
