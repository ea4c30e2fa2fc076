package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import java.net.URI;
import okhttp3.HttpUrl;

/**
 * A pull request of Azure Repos.
 *
 * @param collection the address of the organization or collection
 * @param project the project's name or id
 * @param repository the repository's name or id
 * @param number the pull request's number
 */
record AzurePullRequest(URI collection, String project, String repository, String number) {
  // The oldest that has all that is used, for servers of one's own.
  private static final String API_VERSION = "6.0";

  /** The path of its threads, or of what lies below them. */
  ApiPath threads(String... more) {
    return ApiPath.of(project, "_apis", "git", "repositories", repository, "pullRequests", number)
        .plus("threads")
        .plus(more)
        .with("api-version", API_VERSION);
  }

  /** Where people see a thread. */
  String page(String thread) {
    HttpUrl base = HttpUrl.parse(collection.toString());
    return base == null
        ? ""
        : base.newBuilder()
            .addPathSegment(project)
            .addPathSegment("_git")
            .addPathSegment(repository)
            .addPathSegment("pullrequest")
            .addPathSegment(number)
            .addQueryParameter("discussionId", thread)
            .build()
            .toString();
  }
}
