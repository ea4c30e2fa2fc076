package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The way to the REST API of Azure DevOps: the address of an organization or a collection, and a
 * token. Immutable and thread-safe; shows no token. Certificates and proxies are those of this JVM.
 */
public final class AzureApi {

  private final URI collection;
  private final UnaryOperator<PlatformHttp.Builder> signIn;
  private final Pace pace;

  private AzureApi(URI collection, UnaryOperator<PlatformHttp.Builder> signIn, Pace pace) {
    this.collection = collection;
    this.signIn = signIn;
    this.pace = pace;
    http("");
  }

  private static AzureApi of(URI collection, UnaryOperator<PlatformHttp.Builder> signIn) {
    return new AzureApi(collection, signIn, Pace.standard());
  }

  /**
   * With the token of a pipeline's job. A step gets it by {@code env: SYSTEM_ACCESSTOKEN:
   * $(System.AccessToken)}.
   *
   * @param collection the value of {@code SYSTEM_COLLECTIONURI}, for example {@code
   *     https://dev.azure.com/acme/}; plain http for this machine itself only
   * @param token the token
   * @return the way
   * @throws IllegalArgumentException if the address is none, or the token is empty or holds what no
   *     token holds
   */
  public static AzureApi systemAccessToken(URI collection, String token) {
    return of(collection, http -> http.bearer(token));
  }

  /**
   * With the personal access token of an account.
   *
   * @param collection for example {@code https://dev.azure.com/acme/}; plain http for this machine
   *     itself only
   * @param token the token
   * @return the way
   * @throws IllegalArgumentException if the address is none, or the token is empty or holds what no
   *     token holds
   */
  public static AzureApi personalAccessToken(URI collection, String token) {
    return of(collection, http -> http.basic("", token));
  }

  /**
   * Sets how long publishing may take, with all its calls and waits.
   *
   * @param most more than zero; 60 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public AzureApi withTimeout(Duration most) {
    return new AzureApi(collection, signIn, pace.withTimeout(most));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param otherClock tells the time
   * @param otherSleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public AzureApi withTime(Clock otherClock, Sleeper otherSleeper) {
    return new AzureApi(collection, signIn, pace.withTime(otherClock, otherSleeper));
  }

  URI collection() {
    return collection;
  }

  PlatformHttp http(String needs) {
    return pace.build(signIn.apply(PlatformHttp.to(collection)).needs(needs));
  }

  /**
   * Shows the address without the token.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return "Azure DevOps at " + collection;
  }
}
