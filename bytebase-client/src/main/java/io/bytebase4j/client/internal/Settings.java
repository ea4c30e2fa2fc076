package io.bytebase4j.client.internal;

import io.bytebase4j.client.CircuitBreakerPolicy;
import io.bytebase4j.client.ClientListener;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RateLimit;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.ServerVersion;
import io.bytebase4j.client.Sleeper;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How a client is set up, complete and checked.
 *
 * @param url the server's address
 * @param plainHttpAllowed whether {@code http} to another host is
 * @param credentials how to sign in
 * @param times the longest waits
 * @param retry when to send again
 * @param rateLimit the most requests in a period, or null
 * @param circuitBreaker when to stop asking, or null
 * @param route how to get to the server
 * @param headers sent with each request; values may be secrets
 * @param maxResponseBytes the longest answer, after decompression
 * @param listeners who hears what happens
 * @param clock the time
 * @param sleeper how to pass it
 * @param serverVersion the server's version where it is not to be asked, or null
 */
public record Settings(
    URI url,
    boolean plainHttpAllowed,
    Credentials credentials,
    Times times,
    RetryPolicy retry,
    @Nullable RateLimit rateLimit,
    @Nullable CircuitBreakerPolicy circuitBreaker,
    Route route,
    Map<String, String> headers,
    long maxResponseBytes,
    List<ClientListener> listeners,
    Clock clock,
    Sleeper sleeper,
    @Nullable ServerVersion serverVersion) {

  /** Without the headers, which may hold secrets. */
  @Override
  public String toString() {
    return "Settings{"
        + url
        + ", "
        + credentials
        + ", "
        + times
        + ", "
        + retry
        + ", "
        + route
        + "}";
  }

  /**
   * The longest waits.
   *
   * @param connect for a connection, TLS included
   * @param read between two bytes of an answer; zero for no limit of its own
   * @param write between two bytes of a request
   * @param attempt for one attempt
   * @param call for a whole call
   */
  public record Times(
      Duration connect, Duration read, Duration write, Duration attempt, Duration call) {}

  /**
   * How to get to the server.
   *
   * @param proxy the proxy, or null for the JVM's choice
   * @param proxyLogin how to sign in there, or null
   * @param trusted PEM file of certificates to trust beside the platform's, or null
   * @param identity the client's own certificate, or null
   * @param httpClient the caller's client to build on, or null
   */
  public record Route(
      @Nullable Proxy proxy,
      @Nullable ProxyLogin proxyLogin,
      @Nullable Path trusted,
      @Nullable Identity identity,
      @Nullable OkHttpClient httpClient) {}

  /**
   * Who the client is to a proxy.
   *
   * @param user the user
   * @param password the password
   */
  public record ProxyLogin(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * A certificate of the client's own.
   *
   * @param pkcs12 the key store's file
   * @param password its password
   */
  public record Identity(Path pkcs12, String password) {
    @Override
    public String toString() {
      return pkcs12.toString();
    }
  }
}
