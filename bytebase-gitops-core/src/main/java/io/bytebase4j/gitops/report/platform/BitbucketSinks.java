package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.report.bitbucket.BitbucketApi;
import io.bytebase4j.gitops.report.bitbucket.BitbucketComment;
import io.bytebase4j.gitops.report.bitbucket.BitbucketInsights;
import java.util.Optional;

/** A report with annotations on the commit, and a comment on the pull request. */
final class BitbucketSinks {
  private static final String REPORT = "Bitbucket report";
  private static final String COMMENT = "Bitbucket comment";
  static final String TOKEN = "BITBUCKET_ACCESS_TOKEN";
  // A pipe runs in a container of its own, which sees the proxy under this name.
  static final String IN_A_PIPE = "BITBUCKET_PIPE_STORAGE_DIR";
  static final String HOST_OF_A_PIPE = "host.docker.internal";
  static final int PROXY_PORT = 29418;

  private BitbucketSinks() {}

  static void addTo(Sinks sinks) {
    Optional<CiRepository> repository = sinks.ci().repository();
    Optional<String> commit = sinks.ci().commit();
    if (repository.isEmpty() || commit.isEmpty()) {
      sinks.skip(REPORT, "it is not known which commit of which repository this run is for");
    } else {
      sinks.add(
          REPORT,
          () ->
              BitbucketInsights.of(
                  reports(sinks), repository.get().owner(), repository.get().name(), commit.get()));
    }
    comment(sinks, repository);
  }

  private static BitbucketApi reports(Sinks sinks) {
    return sinks
        .variable(TOKEN)
        .map(token -> withToken(sinks, token))
        .orElseGet(
            () ->
                sinks.variable(IN_A_PIPE).isPresent()
                    ? BitbucketApi.pipelinesProxy(HOST_OF_A_PIPE, PROXY_PORT)
                    : BitbucketApi.pipelinesProxy());
  }

  private static BitbucketApi withToken(Sinks sinks, String token) {
    BitbucketApi api = BitbucketApi.accessToken(token);
    return sinks.ci().apiBaseUrl().map(api::withBaseUrl).orElse(api);
  }

  private static void comment(Sinks sinks, Optional<CiRepository> repository) {
    Optional<PullRequest> request = sinks.ci().pullRequest();
    Optional<String> token = sinks.variable(TOKEN);
    if (request.isEmpty() || repository.isEmpty()) {
      sinks.skip(COMMENT, Sinks.NO_PULL_REQUEST);
    } else if (token.isEmpty()) {
      sinks.skip(
          COMMENT,
          TOKEN
              + " is not set: the proxy of Pipelines lets no comments pass; set it, secured, to an"
              + " access token of the repository with the scope pullrequest:write");
    } else {
      sinks.add(
          COMMENT,
          () ->
              BitbucketComment.of(
                  withToken(sinks, token.get()),
                  repository.get().owner(),
                  repository.get().name(),
                  request.get().id()));
    }
  }
}
