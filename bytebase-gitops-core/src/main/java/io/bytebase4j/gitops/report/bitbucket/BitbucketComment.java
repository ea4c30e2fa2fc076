package io.bytebase4j.gitops.report.bitbucket;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.internal.Publishing;

/**
 * One comment on a pull request of Bitbucket Cloud that holds the review, updated by each run. By
 * Bitbucket's REST API, {@code …/pullrequests/{id}/comments}. Immutable and thread-safe.
 *
 * <p>The comment of an earlier run is found by a mark with the review's key, which readers do not
 * see, and by its author: comments of other people, and of reviews with other keys, are left alone.
 * Should there be several of ours, the first is kept and the others are deleted.
 *
 * <p>A review in which nothing was found changes the comment, too, and is written where there is
 * none, so that people see that it ran; {@link #withoutCleanReviews} leaves it out there.
 *
 * <p>Limit: 32,000 characters. What was left out is said in the comment.
 *
 * <p>What to sign in with: a token with the scope {@code pullrequest:write}, such as a repository
 * access token. The proxy of Pipelines lets no comments pass; with it, publishing is skipped.
 */
public final class BitbucketComment implements ReviewPublisher {
  private static final String SINK = "Bitbucket comment";
  private static final String NEEDS =
      "a token of this repository with the scope \"pullrequest:write\" (of an API token:"
          + " read:pullrequest:bitbucket and write:pullrequest:bitbucket)";

  private final BitbucketApi api;
  private final ApiPath comments;
  private final boolean cleanReviews;

  private BitbucketComment(BitbucketApi api, ApiPath comments, boolean cleanReviews) {
    this.api = api;
    this.comments = comments;
    this.cleanReviews = cleanReviews;
  }

  /**
   * Publishes on a pull request. In Pipelines the names are {@code BITBUCKET_WORKSPACE}, {@code
   * BITBUCKET_REPO_SLUG} and {@code BITBUCKET_PR_ID}.
   *
   * @param api the way to Bitbucket
   * @param workspace the workspace's id, or its UUID in braces
   * @param repoSlug the repository's slug, or its UUID in braces
   * @param pullRequest the pull request's number, from 1
   * @return a publisher
   * @throws IllegalArgumentException if a name is empty, or the number is not from 1
   */
  public static BitbucketComment of(
      BitbucketApi api, String workspace, String repoSlug, long pullRequest) {
    if (pullRequest < 1) {
      throw new IllegalArgumentException("pullRequest is " + pullRequest + ": it counts from 1");
    }
    return new BitbucketComment(
        api,
        Repository.path(workspace, repoSlug)
            .plus("pullrequests", Long.toString(pullRequest), "comments"),
        true);
  }

  /**
   * Writes no comment for a review in which nothing was found, where there is none to change.
   *
   * @return a copy that does so
   */
  public BitbucketComment withoutCleanReviews() {
    return new BitbucketComment(api, comments, false);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    if (api.isPipelinesProxy()) {
      return Publication.skipped(
          SINK, "the proxy of Pipelines lets no comments pass; it takes " + NEEDS);
    }
    return Publishing.run(
        SINK,
        api.http(NEEDS),
        session ->
            Publishing.keepComment(
                SINK,
                session,
                new BitbucketComments(session, comments),
                review,
                MarkdownFlavour.BITBUCKET,
                cleanReviews));
  }
}
