package io.bytebase4j.gitops.report.bitbucket;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The way to the REST API of Bitbucket Cloud: an address, and what to sign in with. Immutable and
 * thread-safe; shows no token. Certificates and proxies are those of this JVM.
 *
 * <p>In a step of Bitbucket Pipelines, {@link #pipelinesProxy()} needs no token and suffices for
 * reports. Comments need a token.
 */
public final class BitbucketApi {
  private static final URI CLOUD = URI.create("https://api.bitbucket.org/2.0");
  private static final URI CLOUD_BEHIND_PROXY = URI.create("http://api.bitbucket.org/2.0");
  private static final int PROXY_PORT = 29418;

  private final URI baseUrl;
  private final boolean proxy;
  private final UnaryOperator<PlatformHttp.Builder> signIn;
  private final Pace pace;

  private BitbucketApi(
      URI baseUrl, boolean proxy, UnaryOperator<PlatformHttp.Builder> signIn, Pace pace) {
    this.baseUrl = baseUrl;
    this.proxy = proxy;
    this.signIn = signIn;
    this.pace = pace;
    http("");
  }

  private static BitbucketApi of(
      URI baseUrl, boolean proxy, UnaryOperator<PlatformHttp.Builder> signIn) {
    return new BitbucketApi(baseUrl, proxy, signIn, Pace.standard());
  }

  /**
   * Through the proxy that runs beside each step of Bitbucket Pipelines, at {@code
   * localhost:29418}, and signs in itself. It lets reports and annotations pass, not comments.
   *
   * @return the way
   */
  public static BitbucketApi pipelinesProxy() {
    return pipelinesProxy("localhost", PROXY_PORT);
  }

  /**
   * Through that proxy where it is seen under another name: from a pipe, which runs in a container
   * of its own, it is {@code host.docker.internal} and 29418.
   *
   * @param host the proxy's host
   * @param port the proxy's port, 1 to 65535
   * @return the way
   * @throws IllegalArgumentException if the port is none
   */
  public static BitbucketApi pipelinesProxy(String host, int port) {
    return of(CLOUD_BEHIND_PROXY, true, http -> http.throughSigningProxy(host, port));
  }

  /**
   * With the access token of a repository, a project or a workspace, or of OAuth.
   *
   * @param token the token
   * @return the way
   * @throws IllegalArgumentException if it is empty or holds what no token holds
   */
  public static BitbucketApi accessToken(String token) {
    return of(CLOUD, false, http -> http.bearer(token));
  }

  /**
   * With the API token of an Atlassian account.
   *
   * @param email the account's e-mail address
   * @param token the token
   * @return the way
   * @throws IllegalArgumentException if the token is empty or holds what no token holds
   */
  public static BitbucketApi apiToken(String email, String token) {
    return of(CLOUD, false, http -> http.basic(email, token));
  }

  /**
   * Sets another base address, such as that of a gateway. It gets the token.
   *
   * @param url for example {@code https://api.bitbucket.org/2.0}; plain http for this machine
   *     itself, and for the proxy of Pipelines
   * @return a copy with the address
   * @throws IllegalArgumentException if it is no such address
   */
  public BitbucketApi withBaseUrl(URI url) {
    return new BitbucketApi(url, proxy, signIn, pace);
  }

  /**
   * Sets how long publishing to one place may take, with all its calls and waits.
   *
   * @param most more than zero; 60 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public BitbucketApi withTimeout(Duration most) {
    return new BitbucketApi(baseUrl, proxy, signIn, pace.withTimeout(most));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param otherClock tells the time
   * @param otherSleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public BitbucketApi withTime(Clock otherClock, Sleeper otherSleeper) {
    return new BitbucketApi(baseUrl, proxy, signIn, pace.withTime(otherClock, otherSleeper));
  }

  boolean isPipelinesProxy() {
    return proxy;
  }

  PlatformHttp http(String needs) {
    return pace.build(signIn.apply(PlatformHttp.to(baseUrl)).needs(needs));
  }

  /**
   * Shows the address and how to sign in, without the token.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return "Bitbucket at " + baseUrl + (proxy ? " through the proxy of Pipelines" : "");
  }
}
