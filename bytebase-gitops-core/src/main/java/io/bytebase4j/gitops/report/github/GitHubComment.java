package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.internal.Publishing;

/**
 * One comment on a pull request of GitHub that holds the review, updated by each run. By GitHub's
 * REST API, {@code …/issues/{number}/comments}. Immutable and thread-safe.
 *
 * <p>The comment of an earlier run is found by a mark with the review's key, which readers do not
 * see, and by its author, the account of the token: comments of other people and apps, and of
 * reviews with other keys, are left alone. Should there be several of ours, the first is kept and
 * the others are deleted. Whose token it is, GitHub tells by GraphQL or {@code GET /user}; should
 * it tell by neither, it is that of an app, and the first comment with the mark that an app wrote
 * is taken for ours.
 *
 * <p>A review in which nothing was found changes the comment, too, and is written where there is
 * none, so that people see that it ran; {@link #withoutCleanReviews} leaves it out there.
 *
 * <p>Limit: 65,000 characters, as {@link String#length} counts. What was left out is said in the
 * comment.
 *
 * <p>What to sign in with: in a workflow {@code GITHUB_TOKEN} with {@code permissions:
 * pull-requests: write}; otherwise a token that may write to pull requests. The token of a workflow
 * that runs for a fork's pull request, or for Dependabot, only reads: publishing is skipped then.
 *
 * @see <a href="https://docs.github.com/rest/issues/comments">Comments of issues</a>
 */
public final class GitHubComment implements ReviewPublisher {
  private static final String SINK = "GitHub comment";
  private static final String NEEDS =
      "a token that may write to pull requests (in a workflow: permissions: pull-requests: write)";
  private static final String READ_ONLY =
      "; for pull requests of forks and of Dependabot the workflow's token only reads: annotations"
          + " and the step's summary show the review there";

  private final GitHubApi api;
  private final ApiPath issues;
  private final String number;
  private final boolean cleanReviews;

  private GitHubComment(GitHubApi api, ApiPath issues, String number, boolean cleanReviews) {
    this.api = api;
    this.issues = issues;
    this.number = number;
    this.cleanReviews = cleanReviews;
  }

  /**
   * Publishes on a pull request. In a workflow, owner and repository are the parts of {@code
   * GITHUB_REPOSITORY}, and the number stands in the file at {@code GITHUB_EVENT_PATH}.
   *
   * @param api the way to GitHub
   * @param owner the repository's owner
   * @param repository the repository's name
   * @param pullRequest the pull request's number, from 1
   * @return a publisher
   * @throws IllegalArgumentException if a name is empty, or the number is not from 1
   */
  public static GitHubComment of(GitHubApi api, String owner, String repository, long pullRequest) {
    if (pullRequest < 1) {
      throw new IllegalArgumentException("pullRequest is " + pullRequest + ": it counts from 1");
    }
    return new GitHubComment(
        api,
        api.rest("repos", required("owner", owner), required("repository", repository), "issues"),
        Long.toString(pullRequest),
        true);
  }

  private static String required(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return value;
  }

  /**
   * Writes no comment for a review in which nothing was found, where there is none to change.
   *
   * @return a copy that does so
   */
  public GitHubComment withoutCleanReviews() {
    return new GitHubComment(api, issues, number, false);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    return Publishing.run(SINK, api.http(NEEDS), session -> publish(session, review));
  }

  private Publication publish(PlatformSession session, ReportedReview review) {
    try {
      return Publishing.keepComment(
          SINK,
          session,
          new GitHubComments(
              session, api, issues, number, Publishing.marked(review, MarkdownFlavour.GITHUB)),
          review,
          MarkdownFlavour.GITHUB,
          cleanReviews);
    } catch (PlatformException e) {
      if (e.isNotFound() || (e.kind() == Kind.REFUSED && e.status() == 403)) {
        return Publication.skipped(SINK, e.getMessage() + READ_ONLY);
      }
      throw e;
    }
  }
}
