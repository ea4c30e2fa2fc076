package io.bytebase4j.gitops.report.platform;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The author of a pull request of Bitbucket Cloud. */
final class BitbucketAuthor {
  private static final String HOST = "api.bitbucket.org";
  // Only what comes by plain http is seen, and signed, by the proxy of Pipelines.
  private static final URI BEHIND_PROXY = URI.create("http://api.bitbucket.org/2.0");
  private static final String WITH_TOKEN =
      "a token of this repository with the scope \"pullrequest\" (of an API token:"
          + " read:pullrequest:bitbucket)";
  private static final String WITHOUT_TOKEN =
      BitbucketSinks.TOKEN + ", secured and set to " + WITH_TOKEN;
  private static final Set<String> SERVICES = Set.of("bot", "app", "app_user");

  private BitbucketAuthor() {}

  static AuthorQuery query(CiEnvironment ci, PullRequest request) {
    CiRepository repository =
        request
            .repository()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the repository is not known: BITBUCKET_REPO_FULL_NAME is not set"));
    return query(way(ci), repository, request.id());
  }

  static AuthorQuery query(PlatformHttp.Builder way, CiRepository repository, long number) {
    return new AuthorQuery(
        way,
        ApiPath.of(
            "repositories",
            repository.owner(),
            repository.name(),
            "pullrequests",
            Long.toString(number)),
        number,
        "id",
        "author",
        BitbucketAuthor::account,
        "");
  }

  static PlatformHttp.Builder way(CiEnvironment ci) {
    URI api = ci.apiBaseUrl().orElse(BEHIND_PROXY);
    Optional<String> token = ci.variable(BitbucketSinks.TOKEN);
    if (token.isPresent()) {
      return PlatformHttp.to(api).bearer(token.get()).needs(WITH_TOKEN);
    }
    if (HOST.equalsIgnoreCase(api.getHost())) {
      boolean pipe = ci.variable(BitbucketSinks.IN_A_PIPE).isPresent();
      return throughProxy(
          pipe ? BitbucketSinks.HOST_OF_A_PIPE : "localhost", BitbucketSinks.PROXY_PORT);
    }
    return PlatformHttp.to(api).needs(WITHOUT_TOKEN);
  }

  static PlatformHttp.Builder throughProxy(String host, int port) {
    return PlatformHttp.to(BEHIND_PROXY).throughSigningProxy(host, port).needs(WITHOUT_TOKEN);
  }

  private static Account account(JsonElement author) {
    String id = Json.text(author, "account_id");
    return new Account(
        VcsType.BITBUCKET,
        id.isBlank() ? Json.text(author, "uuid").replaceAll("^\\{|}$", "") : id,
        Json.text(author, "nickname"),
        Json.text(author, "display_name"),
        SERVICES.contains(Json.text(author, "type").toLowerCase(Locale.ROOT)));
  }
}
