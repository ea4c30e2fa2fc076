package io.bytebase4j.gitops.report.bitbucket;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.internal.Publishing;

/**
 * A Code Insights report of a commit, with an annotation for each finding: pull requests whose
 * branch ends in the commit show both, the annotations in the diff as well. By Bitbucket Cloud's
 * REST API, {@code …/commit/{commit}/reports}. Immutable and thread-safe.
 *
 * <p>The report's id is {@code bytebase4j-} and the review's key. What was published for the same
 * commit and key is removed first, so nothing stale remains; the report says {@code PENDING} until
 * all annotations are there, so half of them never look like a result. Findings that stop the
 * change are {@code FAILED}, those that were let pass by a comment or an allowance {@code SKIPPED},
 * all others {@code IGNORED}.
 *
 * <p>Limits of Bitbucket: 1000 annotations, the worst first; 450 characters of a message and 2000
 * of details. What was left out is said in the report.
 *
 * <p>What to sign in with: the proxy of Pipelines, or a token with the scope {@code repository} (of
 * an API token: {@code read:repository:bitbucket}).
 */
public final class BitbucketInsights implements ReviewPublisher {
  private static final String SINK = "Bitbucket report";
  private static final String NEEDS =
      "the proxy of Pipelines, or a token of this repository with the scope \"repository\" (of an"
          + " API token: read:repository:bitbucket)";

  private final BitbucketApi api;
  private final ApiPath reports;
  private final String commit;

  private BitbucketInsights(BitbucketApi api, ApiPath reports, String commit) {
    this.api = api;
    this.reports = reports;
    this.commit = commit;
  }

  /**
   * Publishes on a commit. In Pipelines the names are {@code BITBUCKET_WORKSPACE}, {@code
   * BITBUCKET_REPO_SLUG} and {@code BITBUCKET_COMMIT}.
   *
   * @param api the way to Bitbucket
   * @param workspace the workspace's id, or its UUID in braces
   * @param repoSlug the repository's slug, or its UUID in braces
   * @param commit the commit's hash
   * @return a publisher
   * @throws IllegalArgumentException if a name is empty
   */
  public static BitbucketInsights of(
      BitbucketApi api, String workspace, String repoSlug, String commit) {
    return new BitbucketInsights(
        api,
        Repository.path(workspace, repoSlug)
            .plus("commit", Repository.required("commit", commit), "reports"),
        commit);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    return Publishing.run(
        SINK,
        api.http(NEEDS),
        session -> new InsightsUpload(session, reports, review).run(SINK, commit));
  }
}
