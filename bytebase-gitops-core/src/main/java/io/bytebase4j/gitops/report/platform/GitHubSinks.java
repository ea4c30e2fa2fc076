package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.report.github.GitHubAnnotations;
import io.bytebase4j.gitops.report.github.GitHubApi;
import io.bytebase4j.gitops.report.github.GitHubComment;
import io.bytebase4j.gitops.report.github.GitHubOutputs;
import io.bytebase4j.gitops.report.github.GitHubStepSummary;
import java.nio.file.Path;
import java.util.Optional;

/** Annotations, step summary, step outputs, and a comment on the pull request. */
final class GitHubSinks {
  private static final String COMMENT = "GitHub comment";
  private static final String TOKEN = "GITHUB_TOKEN";

  private GitHubSinks() {}

  static void addTo(Sinks sinks) {
    sinks.print("GitHub annotations", GitHubAnnotations.create());
    sinks
        .variable("GITHUB_STEP_SUMMARY")
        .ifPresent(
            file -> sinks.add("GitHub step summary", () -> GitHubStepSummary.to(Path.of(file))));
    sinks
        .variable("GITHUB_OUTPUT")
        .ifPresent(file -> sinks.add("GitHub step outputs", () -> GitHubOutputs.to(Path.of(file))));
    comment(sinks);
  }

  private static void comment(Sinks sinks) {
    Optional<PullRequest> request = sinks.ci().pullRequest();
    Optional<CiRepository> repository =
        request.flatMap(PullRequest::repository).or(() -> sinks.ci().repository());
    Optional<String> token = sinks.variable(TOKEN);
    if (request.isEmpty() || repository.isEmpty()) {
      sinks.skip(COMMENT, Sinks.NO_PULL_REQUEST);
    } else if (token.isEmpty()) {
      sinks.skip(
          COMMENT,
          "GITHUB_TOKEN is not set: give the step env: GITHUB_TOKEN: ${{ github.token }}, and the"
              + " job permissions: pull-requests: write");
    } else {
      sinks.add(
          COMMENT,
          () -> {
            GitHubApi api = GitHubApi.token(token.get());
            return GitHubComment.of(
                sinks.ci().apiBaseUrl().map(api::withBaseUrl).orElse(api),
                repository.get().owner(),
                repository.get().name(),
                request.get().id());
          });
    }
  }
}
