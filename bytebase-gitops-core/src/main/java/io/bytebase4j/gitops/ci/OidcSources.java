package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp.Builder;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** Finds where the job of a run gets its token. */
final class OidcSources {
  private static final Endpoint GITHUB =
      new Endpoint("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  private static final Endpoint AZURE = new Endpoint("SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN");
  private static final String AZURE_AUDIENCE = "api://AzureADTokenExchange";

  private OidcSources() {}

  static OidcSource of(CiEnvironment ci, OidcOptions options) {
    try {
      return switch (ci.platform()) {
        case BITBUCKET -> GivenToken.ofBitbucket(ci, options);
        case GITLAB -> GivenToken.ofGitLab(ci, options);
        case GITHUB -> gitHub(ci, options);
        case AZURE_DEVOPS -> azure(ci, options);
        case LOCAL ->
            throw new IllegalArgumentException(
                "only jobs of Bitbucket, GitHub, GitLab and Azure DevOps get them; sign in with a"
                    + " service account or an access token here");
      };
    } catch (IllegalArgumentException e) {
      return new NoSource(OidcProblem.ofSetUp(String.valueOf(e.getMessage())));
    }
  }

  private static OidcSource gitHub(CiEnvironment ci, OidcOptions options) {
    require(
        ci,
        "give the job permissions: { id-token: write, contents: read }"
            + (isFork(ci) ? "; a pull request from a fork gets no tokens all the same" : ""),
        GITHUB.url(),
        GITHUB.token());
    ApiPath path = query(address(ci, GITHUB.url()));
    return new AskedToken(
        CiPlatform.GITHUB,
        way(ci, GITHUB, options, way -> way.needs("the job's permission id-token: write")),
        options.audience().map(audience -> path.with("audience", audience)).orElse(path),
        PlatformSession::get,
        "value",
        "",
        options.audience());
  }

  private static boolean isFork(CiEnvironment ci) {
    return ci.pullRequest()
        .filter(request -> request.origin() == PullRequest.Origin.FORK)
        .isPresent();
  }

  private static OidcSource azure(CiEnvironment ci, OidcOptions options) {
    options.audience().ifPresent(OidcSources::requireAzuresAudience);
    require(ci, "give the step env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }", AZURE.token());
    require(
        ci,
        "Azure DevOps Services sets it in each job; a server of one's own that does not set it"
            + " issues no tokens",
        AZURE.url());
    ApiPath path = query(address(ci, AZURE.url())).with("api-version", "7.1");
    return new AskedToken(
        CiPlatform.AZURE_DEVOPS,
        way(
            ci,
            AZURE,
            options,
            way ->
                // Otherwise it answers a token that it does not take with a redirect to a page.
                way.header("X-TFS-FedAuthRedirect", "Suppress")
                    .needs(
                        options.serviceConnection().isPresent()
                            ? "a service connection that this pipeline may use"
                            : "SYSTEM_ACCESSTOKEN from System.AccessToken of this very job")),
        options.serviceConnection().map(id -> path.with("serviceConnectionId", id)).orElse(path),
        PlatformSession::postRepeatable,
        "oidcToken",
        "; this is its page for signing in: it does not take the token in SYSTEM_ACCESSTOKEN",
        options.audience());
  }

  private static void requireAzuresAudience(String audience) {
    if (!audience.equals(AZURE_AUDIENCE)) {
      throw new IllegalArgumentException(
          "all tokens here are for the audience "
              + AZURE_AUDIENCE
              + ": ask for that or for none, not for "
              + audience);
    }
  }

  private static void require(CiEnvironment ci, String setUp, String... variables) {
    String missing =
        Stream.of(variables)
            .filter(name -> ci.variable(name).isEmpty())
            .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          missing + (missing.contains(" ") ? " are" : " is") + " not set: " + setUp);
    }
  }

  private static HttpUrl address(CiEnvironment ci, String variable) {
    HttpUrl url = HttpUrl.parse(ci.variable(variable).orElse("").strip());
    if (url == null) {
      throw new IllegalArgumentException(variable + " is no https address");
    }
    return url;
  }

  /** What the address brings along, such as the version of the API. */
  private static ApiPath query(HttpUrl url) {
    ApiPath path = ApiPath.of();
    for (String name : url.queryParameterNames()) {
      path = path.with(name, Optional.ofNullable(url.queryParameter(name)).orElse(""));
    }
    return path;
  }

  private static PlatformHttp way(
      CiEnvironment ci, Endpoint names, OidcOptions options, UnaryOperator<Builder> more) {
    HttpUrl url = address(ci, names.url());
    try {
      Builder way = PlatformHttp.to(url.newBuilder().query(null).fragment(null).build().uri());
      return more.apply(way)
          .bearer(ci.variable(names.token()).orElse("").strip())
          .answersAreSecret()
          .purpose("getting an OIDC token")
          .deadline(options.pace().timeout())
          .time(options.pace().clock(), options.pace().sleeper())
          .build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          names.url() + " with " + names.token() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Where a platform is asked.
   *
   * @param url the variable with the address
   * @param token the variable with what to sign in with there
   */
  private record Endpoint(String url, String token) {}

  private record NoSource(OidcProblem why) implements OidcSource {
    @Override
    public Optional<OidcProblem> problem() {
      return Optional.of(why);
    }

    @Override
    public String token() {
      throw new IllegalStateException(why.text());
    }
  }
}
