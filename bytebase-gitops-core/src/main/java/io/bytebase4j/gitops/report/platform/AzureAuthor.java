package io.bytebase4j.gitops.report.platform;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** The author of a pull request of Azure Repos. */
final class AzureAuthor {
  private static final String AZURE_REPOS = "TfsGit";
  // The oldest that has all that is used, for servers of one's own.
  private static final String API_VERSION = "6.0";
  private static final String NO_TOKEN =
      AzureSinks.TOKEN
          + " is not set: give the step env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)";
  private static final String NEEDS =
      "the right \"Read\" in the repository, given in the project's settings under Repositories,"
          + " Security, to \"{project} Build Service\" or, where jobs are not limited to their"
          + " project, to \"Project Collection Build Service\"";
  private static final String SIGN_IN =
      "; where Azure answers with its page for signing in, it does not accept the token: map"
          + " SYSTEM_ACCESSTOKEN from System.AccessToken in the step's env";
  // Servers of one's own tell no descriptor.
  private static final Pattern BUILD_SERVICE =
      Pattern.compile(
          "Build\\\\[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private AzureAuthor() {}

  static AuthorQuery query(CiEnvironment ci, PullRequest request) {
    String provider = ci.variable("BUILD_REPOSITORY_PROVIDER").orElse(AZURE_REPOS);
    if (!provider.equalsIgnoreCase(AZURE_REPOS)) {
      // Its number may be that of quite another pull request in Azure Repos.
      throw new IllegalArgumentException(
          "the repository lies on "
              + Texts.cutToCodePoints(Texts.flowing(provider), 50)
              + ", and Azure DevOps knows the authors in Azure Repos only");
    }
    URI collection =
        ci.apiBaseUrl()
            .orElseThrow(() -> new IllegalArgumentException("SYSTEM_COLLECTIONURI is not set"));
    String token =
        ci.variable(AzureSinks.TOKEN).orElseThrow(() -> new IllegalArgumentException(NO_TOKEN));
    return new AuthorQuery(
        PlatformHttp.to(collection).bearer(token).needs(NEEDS),
        ApiPath.of("_apis", "git", "pullrequests", Long.toString(request.id()))
            .with("api-version", API_VERSION),
        request.id(),
        "pullRequestId",
        "createdBy",
        AzureAuthor::account,
        SIGN_IN);
  }

  private static Account account(JsonElement author) {
    String descriptor = Json.text(author, "descriptor").toLowerCase(Locale.ROOT);
    String name = Json.text(author, "uniqueName");
    return new Account(
        VcsType.AZURE_DEVOPS,
        Json.text(author, "id"),
        name,
        Json.text(author, "displayName"),
        descriptor.startsWith("svc.")
            || descriptor.startsWith("aadsp.")
            || BUILD_SERVICE.matcher(name).matches());
  }
}
