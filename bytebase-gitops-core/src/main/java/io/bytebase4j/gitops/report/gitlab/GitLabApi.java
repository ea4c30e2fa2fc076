package io.bytebase4j.gitops.report.gitlab;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The way to the REST API of a GitLab: an address, and a token. Immutable and thread-safe; shows no
 * token. Certificates and proxies are those of this JVM.
 */
public final class GitLabApi {

  private final URI baseUrl;
  private final String token;
  private final Pace pace;

  private GitLabApi(URI baseUrl, String token, Pace pace) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.pace = pace;
    http("");
  }

  /**
   * With the access token of a project, a group or a person. The job token of CI, {@code
   * CI_JOB_TOKEN}, is none of these: it may read merge requests and not write to them.
   *
   * @param baseUrl for example {@code https://gitlab.com/api/v4}, in CI {@code CI_API_V4_URL};
   *     plain http for this machine itself only
   * @param token the token
   * @return the way
   * @throws IllegalArgumentException if the address is none, or the token is empty or holds what no
   *     token holds
   */
  public static GitLabApi accessToken(URI baseUrl, String token) {
    return new GitLabApi(baseUrl, token, Pace.standard());
  }

  /**
   * Sets how long publishing may take, with all its calls and waits.
   *
   * @param most more than zero; 60 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public GitLabApi withTimeout(Duration most) {
    return new GitLabApi(baseUrl, token, pace.withTimeout(most));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param otherClock tells the time
   * @param otherSleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public GitLabApi withTime(Clock otherClock, Sleeper otherSleeper) {
    return new GitLabApi(baseUrl, token, pace.withTime(otherClock, otherSleeper));
  }

  PlatformHttp http(String needs) {
    return pace.build(PlatformHttp.to(baseUrl).tokenHeader("PRIVATE-TOKEN", token).needs(needs));
  }

  /**
   * Shows the address without the token.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return "GitLab at " + baseUrl;
  }
}
