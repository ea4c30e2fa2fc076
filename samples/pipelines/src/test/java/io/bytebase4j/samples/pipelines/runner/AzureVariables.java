package io.bytebase4j.samples.pipelines.runner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a run of Azure Pipelines, by names with dots whose case does not count. */
final class AzureVariables {
  /** The token of a job. */
  static final String TOKEN = "azure-job-token";

  private final Scene scene;
  private final Map<String, String> open = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> secret = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  AzureVariables(Scene scene, Map<String, String> own) {
    this.scene = scene;
    open.putAll(predefined());
    open.putAll(own);
    // Builds of forks get no secrets, unless somebody sets that they do.
    secret.putAll(
        (scene.event().fork() ? scene.settings().withoutSecrets() : scene.settings()).secrets());
    secret.put("System.AccessToken", TOKEN);
  }

  /** Its value; empty for one that there is not. */
  String get(String name) {
    String value = open.get(name);
    return value == null ? secret.getOrDefault(name, "") : value;
  }

  /** What each script has: all but the secrets. */
  Map<String, String> environment(AzureJob job, Path sources) {
    Map<String, String> environment = new HashMap<>();
    open.forEach(
        (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    environment.put("BUILD_SOURCESDIRECTORY", sources.toString());
    job.environment().ifPresent(name -> environment.put("ENVIRONMENT_NAME", name));
    return environment;
  }

  private Map<String, String> predefined() {
    Event event = scene.event();
    Map<String, String> all = new HashMap<>();
    String collection = scene.api() + "/acme/";
    all.put("TF_BUILD", "True");
    all.put("System.TeamFoundationCollectionUri", collection);
    all.put("System.TeamFoundationServerUri", collection);
    all.put("System.CollectionUri", collection);
    all.put("System.TeamProject", "shop");
    all.put("System.TeamProjectId", "5b3d7a10-0000-4000-8000-00000000a002");
    all.put(
        "System.OidcRequestUri",
        scene.api()
            + "/oidc?subject="
            + URLEncoder.encode("p://acme/shop/rollout", StandardCharsets.UTF_8));
    all.put("System.JobAttempt", "1");
    all.put("System.StageAttempt", "1");
    all.put("Build.BuildId", "4711");
    all.put("Build.Repository.Id", "5b3d7a10-0000-4000-8000-00000000a003");
    all.put("Build.Repository.Name", "shop");
    all.put("Build.Repository.Provider", "TfsGit");
    all.put("Build.Repository.Uri", "https://dev.azure.com/acme/shop/_git/shop");
    all.put("Build.RequestedFor", "Ada");
    if (event.isPullRequest()) {
      all.put("Build.Reason", "PullRequest");
      all.put("Build.SourceBranch", event.mergeRef());
      all.put("Build.SourceVersion", Git.in(scene.origin(), "rev-parse", event.mergeRef()));
      all.put("System.PullRequest.PullRequestId", Integer.toString(Event.PULL_REQUEST));
      all.put("System.PullRequest.SourceBranch", "refs/heads/" + event.branch());
      all.put("System.PullRequest.TargetBranch", "refs/heads/" + Event.MAIN);
      all.put("System.PullRequest.SourceCommitId", event.commit());
      all.put("System.PullRequest.IsFork", event.fork() ? "True" : "False");
    } else {
      all.put("Build.Reason", "IndividualCI");
      all.put("Build.SourceBranch", "refs/heads/" + event.branch());
      all.put("Build.SourceVersion", event.commit());
    }
    return all;
  }
}
