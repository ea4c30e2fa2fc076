package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.report.azure.AzureApi;
import io.bytebase4j.gitops.report.azure.AzureLogIssues;
import io.bytebase4j.gitops.report.azure.AzureSummary;
import io.bytebase4j.gitops.report.azure.AzureThread;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Issues of the log, the run's summary, and a thread on the pull request. */
final class AzureSinks {
  private static final String THREAD = "Azure thread";
  static final String TOKEN = "SYSTEM_ACCESSTOKEN";

  private AzureSinks() {}

  static void addTo(Sinks sinks) {
    AzureLogIssues issues = AzureLogIssues.create();
    sinks.print(
        "Azure log issues",
        sinks.variable("BUILD_SOURCESDIRECTORY").map(issues::withSourcesDirectory).orElse(issues));
    sinks
        .variable("AGENT_TEMPDIRECTORY")
        .ifPresentOrElse(
            folder ->
                sinks.add("Azure summary", () -> AzureSummary.into(Path.of(folder), sinks.log())),
            () -> sinks.skip("Azure summary", "AGENT_TEMPDIRECTORY is not set"));
    thread(sinks);
  }

  private static void thread(Sinks sinks) {
    Optional<PullRequest> request = sinks.ci().pullRequest();
    Optional<CiRepository> repository =
        request.flatMap(PullRequest::repository).or(() -> sinks.ci().repository());
    Optional<URI> collection = sinks.ci().apiBaseUrl();
    Optional<String> token = sinks.variable(TOKEN);
    if (request.isEmpty() || repository.isEmpty() || collection.isEmpty()) {
      sinks.skip(THREAD, Sinks.NO_PULL_REQUEST);
    } else if (token.isEmpty()) {
      sinks.skip(
          THREAD,
          TOKEN + " is not set: give the step env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)");
    } else {
      sinks.add(
          THREAD,
          () ->
              AzureThread.of(
                      AzureApi.systemAccessToken(collection.get(), token.get()),
                      repository.get().owner(),
                      repository.get().id().orElse(repository.get().name()),
                      request.get().id())
                  .withProvider(sinks.variable("BUILD_REPOSITORY_PROVIDER").orElse("TfsGit")));
    }
  }
}
