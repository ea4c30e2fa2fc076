package io.bytebase4j.client;

import io.bytebase4j.client.internal.HeaderRules;
import io.bytebase4j.client.internal.Settings;
import io.bytebase4j.client.internal.SteadyClock;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link BytebaseClient}. An address and credentials are needed; all else has a default
 * that suits a CI job. Not thread-safe.
 */
public final class BytebaseClientBuilder {
  /** The environment variable for the server's address. */
  public static final String URL_VARIABLE = "BYTEBASE_URL";

  /** The environment variable for the server's version, see {@link #serverVersion}. */
  public static final String SERVER_VERSION_VARIABLE = "BYTEBASE_SERVER_VERSION";

  private @Nullable String url;
  private @Nullable Credentials credentials;
  private boolean plainHttpAllowed;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration readTimeout = Duration.ZERO;
  private Duration writeTimeout = Duration.ofMinutes(1);
  private Duration attemptTimeout = Duration.ofMinutes(5);
  private Duration callTimeout = Duration.ofMinutes(10);
  private RetryPolicy retry = RetryPolicy.standard();
  private @Nullable RateLimit rateLimit;
  private @Nullable CircuitBreakerPolicy circuitBreaker;
  private @Nullable Proxy proxy;
  private Settings.@Nullable ProxyLogin proxyLogin;
  private @Nullable Path trusted;
  private Settings.@Nullable Identity identity;
  private @Nullable OkHttpClient httpClient;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private long maxResponseBytes = 64L << 20;
  private final List<ClientListener> listeners = new ArrayList<>();
  private Clock clock = new SteadyClock();
  private Sleeper sleeper = Sleeper.SYSTEM;
  private @Nullable ServerVersion serverVersion;

  BytebaseClientBuilder() {}

  BytebaseClientBuilder(Settings settings) {
    url = settings.url().toString();
    credentials = settings.credentials();
    plainHttpAllowed = settings.plainHttpAllowed();
    connectTimeout = settings.times().connect();
    readTimeout = settings.times().read();
    writeTimeout = settings.times().write();
    attemptTimeout = settings.times().attempt();
    callTimeout = settings.times().call();
    retry = settings.retry();
    rateLimit = settings.rateLimit();
    circuitBreaker = settings.circuitBreaker();
    proxy = settings.route().proxy();
    proxyLogin = settings.route().proxyLogin();
    trusted = settings.route().trusted();
    identity = settings.route().identity();
    httpClient = settings.route().httpClient();
    headers.putAll(settings.headers());
    maxResponseBytes = settings.maxResponseBytes();
    listeners.addAll(settings.listeners());
    clock = settings.clock();
    sleeper = settings.sleeper();
    serverVersion = settings.serverVersion();
  }

  /**
   * The server's address, with or without a path before {@code /v1}.
   *
   * @param url for example {@code https://bytebase.example.com}
   * @return this builder
   */
  public BytebaseClientBuilder url(String url) {
    this.url = url;
    return this;
  }

  /**
   * How to sign in.
   *
   * @param credentials the credentials
   * @return this builder
   */
  public BytebaseClientBuilder credentials(Credentials credentials) {
    this.credentials = credentials;
    return this;
  }

  /**
   * Takes the address from {@code BYTEBASE_URL} and the credentials from the variables of {@link
   * Credentials#fromEnvironment}; and, where it is set, the server's version from {@code
   * BYTEBASE_SERVER_VERSION}.
   *
   * @param environment for example {@code System.getenv()}
   * @return this builder
   * @throws IllegalStateException if one is missing, naming it
   * @throws IllegalArgumentException if the version is none
   */
  public BytebaseClientBuilder fromEnvironment(Map<String, String> environment) {
    String address = environment.get(URL_VARIABLE);
    if (address == null || address.isBlank()) {
      throw new IllegalStateException(
          URL_VARIABLE
              + " is not set: it gives the server's address, such as https://bytebase.example.com");
    }
    String version = environment.get(SERVER_VERSION_VARIABLE);
    if (version != null && !version.isBlank()) {
      serverVersion = requireVersion(SERVER_VERSION_VARIABLE, version);
    }
    return url(address).credentials(Credentials.fromEnvironment(environment));
  }

  /**
   * Allows {@code http} to a host other than this one, although it shows the token to everybody on
   * the road.
   *
   * @return this builder
   */
  public BytebaseClientBuilder allowPlainHttp() {
    plainHttpAllowed = true;
    return this;
  }

  /**
   * The longest wait for a connection: for the name to be resolved, and then for TCP and TLS each.
   *
   * @param timeout more than zero; 10 seconds unless set
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder connectTimeout(Duration timeout) {
    connectTimeout = TimeoutRule.require("connectTimeout", timeout);
    return this;
  }

  /**
   * The longest silence within an answer, its first byte included. The server is silent while it
   * reviews, for minutes if there are many files.
   *
   * @param timeout more than zero; unless set there is no limit but that of the attempt
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder readTimeout(Duration timeout) {
    readTimeout = TimeoutRule.require("readTimeout", timeout);
    return this;
  }

  /**
   * The longest time in which no byte of a request gets away.
   *
   * @param timeout more than zero; 1 minute unless set
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder writeTimeout(Duration timeout) {
    writeTimeout = TimeoutRule.require("writeTimeout", timeout);
    return this;
  }

  /**
   * The longest time of one attempt, from connecting to the end of the answer. A review of many
   * files is slow: minutes for hundreds.
   *
   * @param timeout more than zero; 5 minutes unless set
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder attemptTimeout(Duration timeout) {
    attemptTimeout = TimeoutRule.require("attemptTimeout", timeout);
    return this;
  }

  /**
   * The longest time of a whole call: all attempts, the waits between them, signing in. A single
   * call may have its own, see {@link io.bytebase4j.client.rest.ApiCall#timeout}.
   *
   * @param timeout more than zero; 10 minutes unless set
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder callTimeout(Duration timeout) {
    callTimeout = TimeoutRule.require("callTimeout", timeout);
    return this;
  }

  /**
   * When to send a request again.
   *
   * @param policy {@link RetryPolicy#standard} unless set
   * @return this builder
   */
  public BytebaseClientBuilder retry(RetryPolicy policy) {
    retry = policy;
    return this;
  }

  /**
   * Limits how many requests this client sends.
   *
   * @param limit no limit unless set
   * @return this builder
   */
  public BytebaseClientBuilder rateLimit(RateLimit limit) {
    rateLimit = limit;
    return this;
  }

  /**
   * Stops asking a server that keeps failing, for a while.
   *
   * @param policy none unless set
   * @return this builder
   */
  public BytebaseClientBuilder circuitBreaker(CircuitBreakerPolicy policy) {
    circuitBreaker = policy;
    return this;
  }

  /**
   * Goes through an HTTP proxy. Unless set, the JVM's system properties decide.
   *
   * @param host its host
   * @param port its port, 1 to 65535
   * @return this builder
   * @throws IllegalArgumentException if the port is out of its range
   */
  public BytebaseClientBuilder proxy(String host, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("proxy port is " + port + ": it must be 1 to 65535");
    }
    proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    return this;
  }

  /**
   * Signs in to the proxy, with HTTP basic authentication when it asks for that.
   *
   * @param user the user
   * @param password the password
   * @return this builder
   */
  public BytebaseClientBuilder proxyLogin(String user, String password) {
    proxyLogin = new Settings.ProxyLogin(user, password);
    return this;
  }

  /**
   * Trusts the certificates in a file, and what they have signed, beside those that the platform
   * trusts. The file is read by {@link #build}.
   *
   * @param pem a file with one or more certificates in PEM form
   * @return this builder
   */
  public BytebaseClientBuilder trustCertificates(Path pem) {
    trusted = pem;
    return this;
  }

  /**
   * Shows a certificate of the client's own to servers that ask for one. The file is read by {@link
   * #build}.
   *
   * @param pkcs12 a key store in PKCS #12 form, with the key and its chain
   * @param password the password of store and key
   * @return this builder
   */
  public BytebaseClientBuilder clientCertificate(Path pkcs12, String password) {
    identity = new Settings.Identity(pkcs12, password);
    return this;
  }

  /**
   * Sends a header with each request, for example to get past an access proxy. A name given again
   * replaces its value, whose text is never shown.
   *
   * @param name a header's name, none that the client sets itself
   * @param value its value, printable ASCII characters
   * @return this builder
   * @throws IllegalArgumentException if the client sets that header itself ({@code Authorization},
   *     {@code Host}, {@code User-Agent}, …), or name or value holds a character that may not be in
   *     a header
   */
  public BytebaseClientBuilder header(String name, String value) {
    HeaderRules.require(name, value);
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, value);
    return this;
  }

  /**
   * The longest answer that is taken, after decompression.
   *
   * @param bytes from 1,024 to 2,147,483,647, for it is held in memory; 64 MiB unless set
   * @return this builder
   * @throws IllegalArgumentException if it is out of its range
   */
  public BytebaseClientBuilder maxResponseBytes(long bytes) {
    if (bytes < 1024 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "maxResponseBytes is " + bytes + ": it must be from 1024 to 2147483647");
    }
    maxResponseBytes = bytes;
    return this;
  }

  /**
   * Builds on an {@code OkHttpClient} of the caller's: its connection pool, DNS, interceptors,
   * event listeners, TLS and proxy are used, the last two unless set here: certificates that are
   * set here replace all of its TLS. Its own re-sending, its following of redirects, its
   * authenticator, cache, dispatcher and time-outs are not used. It stays the caller's to close.
   *
   * <p>Its interceptors see access tokens. They may send a request again, but not one of class
   * {@code CREATE}: that fails. What they throw that is no {@code IOException} reaches the caller
   * as a {@link TransportException}.
   *
   * @param client the client to build on
   * @return this builder
   */
  public BytebaseClientBuilder okHttpClient(OkHttpClient client) {
    httpClient = client;
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener hears what happens in the client
   * @return this builder
   */
  public BytebaseClientBuilder listener(ClientListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * The time by which deadlines are kept and tokens are renewed.
   *
   * @param clock unless set, the system's time when the client was built, and from then on time
   *     that goes on steadily, however the system's clock is set meanwhile
   * @return this builder
   */
  public BytebaseClientBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * How waits between attempts pass their time.
   *
   * @param sleeper sleeps on the caller's thread unless set
   * @return this builder
   */
  public BytebaseClientBuilder sleeper(Sleeper sleeper) {
    this.sleeper = sleeper;
    return this;
  }

  /**
   * Says which version the server is, so that it is not asked: for a build of one's own that
   * reports none. See {@link BytebaseClient#server}.
   *
   * @param version for example {@code 3.9.2}; without a third number it is the first of its line
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public BytebaseClientBuilder serverVersion(String version) {
    serverVersion = requireVersion("serverVersion", version);
    return this;
  }

  /**
   * Makes the client. Nothing is sent yet.
   *
   * @return the client
   * @throws IllegalStateException if the address or the credentials are missing
   * @throws IllegalArgumentException if the address is none, or plain {@code http} to another host
   *     without {@link #allowPlainHttp}; or if a file of certificates can't be read
   */
  public BytebaseClient build() {
    if (url == null) {
      throw new IllegalStateException("url is not set: give the server's address");
    }
    if (credentials == null) {
      throw new IllegalStateException(
          "credentials are not set: give Credentials.serviceAccount(email, key), or another of its kinds");
    }
    URI address = ServerUrl.parse(url, plainHttpAllowed);
    return new BytebaseClient(
        new Settings(
            address,
            plainHttpAllowed,
            credentials,
            new Settings.Times(
                connectTimeout, readTimeout, writeTimeout, attemptTimeout, callTimeout),
            retry,
            rateLimit,
            circuitBreaker,
            new Settings.Route(proxy, proxyLogin, trusted, identity, httpClient),
            Map.copyOf(headers),
            maxResponseBytes,
            List.copyOf(listeners),
            clock,
            sleeper,
            serverVersion));
  }

  private static ServerVersion requireVersion(String name, String text) {
    return ServerVersion.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is \"%s\": give a version such as 3.9.2 or 2026.8"
                        .formatted(name, BadResponseException.beginning(text))));
  }

  /**
   * The options, without secrets.
   *
   * @return for example {@code BytebaseClientBuilder{url=…, credentials=service account …}}
   */
  @Override
  public String toString() {
    return "BytebaseClientBuilder{url=" + url + ", credentials=" + credentials + "}";
  }
}
