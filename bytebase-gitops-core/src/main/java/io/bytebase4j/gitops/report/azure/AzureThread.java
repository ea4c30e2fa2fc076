package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.internal.Publishing;
import java.util.Locale;

/**
 * One thread on a pull request of Azure Repos that holds the review, updated by each run: active
 * while the change may not go on, so that a branch policy on resolved comments holds it, and closed
 * when it may. By Azure DevOps' REST API, {@code …/pullRequests/{id}/threads}. Immutable and
 * thread-safe.
 *
 * <p>The thread of an earlier run is found by a mark with the review's key in its first comment,
 * which readers do not see, and by that comment's author, the account of the token: threads of
 * other people, and of reviews with other keys, are left alone. Should there be several of ours,
 * the first is kept and the comments of the others are deleted.
 *
 * <p>A review in which nothing was found changes the thread, too, and is written where there is
 * none, so that people see that it ran; {@link #withoutCleanReviews} leaves it out there.
 *
 * <p>Limit: 150,000 characters. What was left out is said in the thread.
 *
 * <p>What to sign in with: in a pipeline {@code System.AccessToken}, whose build service needs the
 * right "Contribute to pull requests" in the repository; otherwise a personal access token with the
 * scope "Code (Read &amp; write)". Pipelines of Azure over a repository on GitHub have no such
 * threads: publishing is skipped where {@link #withProvider} says so.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads">Threads
 *     of pull requests</a>
 */
public final class AzureThread implements ReviewPublisher {
  private static final String SINK = "Azure thread";
  private static final String AZURE_REPOS = "TfsGit";
  private static final String NEEDS =
      "the right \"Contribute to pull requests\" (PullRequestContribute) in the repository, given in"
          + " the project's settings under Repositories, Security, to \"{project} Build Service\" or,"
          + " where jobs are not limited to their project, to \"Project Collection Build Service\";"
          + " of a personal access token: the scope \"Code (Read & write)\"";
  private static final String SIGN_IN =
      "; where Azure answers with its page for signing in, it does not accept the token: map"
          + " SYSTEM_ACCESSTOKEN from System.AccessToken in the step's env";

  private final AzureApi api;
  private final AzurePullRequest pullRequest;
  private final String provider;
  private final boolean cleanReviews;

  private AzureThread(
      AzureApi api, AzurePullRequest pullRequest, String provider, boolean cleanReviews) {
    this.api = api;
    this.pullRequest = pullRequest;
    this.provider = provider;
    this.cleanReviews = cleanReviews;
  }

  /**
   * Publishes on a pull request. In a pipeline the values are {@code SYSTEM_TEAMPROJECT}, {@code
   * BUILD_REPOSITORY_ID} and {@code SYSTEM_PULLREQUEST_PULLREQUESTID}.
   *
   * @param api the way to Azure DevOps
   * @param project the project's name or id
   * @param repository the repository's id or name
   * @param pullRequest the pull request's id, from 1
   * @return a publisher
   * @throws IllegalArgumentException if a name is empty, or the id is not from 1
   */
  public static AzureThread of(AzureApi api, String project, String repository, long pullRequest) {
    if (pullRequest < 1) {
      throw new IllegalArgumentException("pullRequest is " + pullRequest + ": it counts from 1");
    }
    AzurePullRequest found =
        new AzurePullRequest(
            api.collection(),
            required("project", project),
            required("repository", repository),
            Long.toString(pullRequest));
    // Tells at once of names that can't be part of an address.
    found.threads();
    return new AzureThread(api, found, AZURE_REPOS, true);
  }

  private static String required(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return value;
  }

  /**
   * Sets where the repository lies. Only those of Azure Repos, {@code TfsGit}, have threads.
   *
   * @param name the value of {@code BUILD_REPOSITORY_PROVIDER}, for example {@code TfsGit} or
   *     {@code GitHub}
   * @return a copy that skips publishing for other repositories
   */
  public AzureThread withProvider(String name) {
    return new AzureThread(api, pullRequest, name, cleanReviews);
  }

  /**
   * Writes no thread for a review in which nothing was found, where there is none to change.
   *
   * @return a copy that does so
   */
  public AzureThread withoutCleanReviews() {
    return new AzureThread(api, pullRequest, provider, false);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    if (!provider.equalsIgnoreCase(AZURE_REPOS)) {
      return Publication.skipped(
          SINK,
          "the repository lies on %s, not in Azure Repos, whose pull requests alone have threads%s"
              .formatted(
                  Texts.cutToCodePoints(Texts.flowing(provider), 50),
                  provider.toLowerCase(Locale.ROOT).startsWith("github")
                      ? ": write a GitHub comment instead, with a token of GitHub"
                      : ""));
    }
    return Publishing.run(SINK, api.http(NEEDS), session -> publish(session, review));
  }

  private Publication publish(PlatformSession session, ReportedReview review) {
    try {
      return Publishing.keepComment(
          SINK,
          session,
          new AzureThreads(session, pullRequest, review.verdict().passed()),
          review,
          MarkdownFlavour.AZURE_DEVOPS,
          cleanReviews);
    } catch (PlatformException e) {
      if (e.status() == 203 || e.status() == 302) {
        return Publication.failed(SINK, e.getMessage() + SIGN_IN);
      }
      throw e;
    }
  }
}
