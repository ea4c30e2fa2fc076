package io.bytebase4j.gitops.report.github;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The way to the API of GitHub: an address, and a token. Immutable and thread-safe; shows no token.
 * Certificates and proxies are those of this JVM.
 */
public final class GitHubApi {
  private static final URI GITHUB_COM = URI.create("https://api.github.com");
  private static final String SERVER_REST = "/v3";

  private final URI baseUrl;
  private final String token;
  private final Pace pace;

  private GitHubApi(URI baseUrl, String token, Pace pace) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.pace = pace;
    http("");
  }

  /**
   * With a token: that of a workflow, {@code GITHUB_TOKEN}, that of an app's installation, or a
   * personal access token.
   *
   * @param token the token
   * @return the way to github.com
   * @throws IllegalArgumentException if it is empty or holds what no token holds
   */
  public static GitHubApi token(String token) {
    return new GitHubApi(GITHUB_COM, token, Pace.standard());
  }

  /**
   * Sets another base address. It gets the token.
   *
   * @param url the value of {@code GITHUB_API_URL}, for example {@code
   *     https://github.example.org/api/v3}; plain http for this machine itself only
   * @return a copy with the address
   * @throws IllegalArgumentException if it is no such address
   */
  public GitHubApi withBaseUrl(URI url) {
    return new GitHubApi(url, token, pace);
  }

  /**
   * Sets how long publishing to one place may take, with all its calls and waits.
   *
   * @param most more than zero; 60 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public GitHubApi withTimeout(Duration most) {
    return new GitHubApi(baseUrl, token, pace.withTimeout(most));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param otherClock tells the time
   * @param otherSleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public GitHubApi withTime(Clock otherClock, Sleeper otherSleeper) {
    return new GitHubApi(baseUrl, token, pace.withTime(otherClock, otherSleeper));
  }

  PlatformHttp http(String needs) {
    // GraphQL lies beside REST on a server of one's own, and below the same address otherwise.
    URI base =
        isServer()
            ? URI.create(address().substring(0, address().length() - SERVER_REST.length()))
            : baseUrl;
    return pace.build(
        PlatformHttp.to(base)
            .bearer(token)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .needs(needs));
  }

  ApiPath rest(String... segments) {
    return isServer() ? ApiPath.of("v3").plus(segments) : ApiPath.of(segments);
  }

  ApiPath graphQl() {
    return ApiPath.of("graphql");
  }

  private boolean isServer() {
    return address().endsWith("/api" + SERVER_REST);
  }

  private String address() {
    return baseUrl.toString().replaceFirst("/+$", "");
  }

  /**
   * Shows the address without the token.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return "GitHub at " + baseUrl;
  }
}
