package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.report.gitlab.GitLabApi;
import io.bytebase4j.gitops.report.gitlab.GitLabNote;
import java.net.URI;
import java.util.Optional;

/** A note on the merge request; the report on code quality is a file. */
final class GitLabSinks {
  private static final String NOTE = "GitLab note";
  static final String TOKEN = "GITLAB_TOKEN";

  private GitLabSinks() {}

  static void addTo(Sinks sinks) {
    Optional<PullRequest> request = sinks.ci().pullRequest();
    Optional<String> project =
        request
            .flatMap(PullRequest::repository)
            .or(() -> sinks.ci().repository())
            .flatMap(CiRepository::id);
    Optional<URI> api = sinks.ci().apiBaseUrl();
    Optional<String> token = sinks.variable(TOKEN);
    if (request.isEmpty() || project.isEmpty() || api.isEmpty()) {
      sinks.skip(NOTE, "this run is for no merge request");
    } else if (token.isEmpty()) {
      sinks.skip(
          NOTE,
          TOKEN
              + " is not set: the job's own token may not write notes; set it, masked, to an access"
              + " token of the project with the scope api");
    } else {
      sinks.add(
          NOTE,
          () ->
              GitLabNote.of(
                  GitLabApi.accessToken(api.get(), token.get()),
                  project.get(),
                  request.get().id()));
    }
  }
}
