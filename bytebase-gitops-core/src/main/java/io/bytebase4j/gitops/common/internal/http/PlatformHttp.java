package io.bytebase4j.gitops.common.internal.http;

import io.bytebase4j.client.Sleeper;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the API of one CI platform: one base address, and what to sign in with there.
 * Nothing is ever sent anywhere else: redirects are not followed, and of a link to a next page only
 * the query is used. Immutable. Each publishing begins a {@link PlatformSession}.
 *
 * <p>TLS trusts what this JVM trusts; its proxy settings hold as well.
 */
public final class PlatformHttp {
  private static final Duration FOR_ALL = Duration.ofSeconds(60);
  private static final Duration FOR_ONE = Duration.ofSeconds(20);
  private static final String AUTHORIZATION = "Authorization";

  private final HttpUrl base;
  private final Map<String, String> headers;
  private final List<String> secrets;
  private final boolean answersAreSecret;
  private final @Nullable Proxy proxy;
  private final String needs;
  private final String purpose;
  private final Duration deadline;
  private final Duration callTimeout;
  private final Clock clock;
  private final Sleeper sleeper;

  private PlatformHttp(Builder builder, HttpUrl base) {
    this.base = base;
    headers = Map.copyOf(builder.headers);
    secrets = List.copyOf(builder.secrets);
    answersAreSecret = builder.answersAreSecret;
    proxy = builder.proxy;
    needs = builder.needs;
    purpose = builder.purpose;
    deadline = builder.deadline;
    callTimeout = builder.callTimeout;
    clock = builder.clock;
    sleeper = builder.sleeper;
  }

  /**
   * Begins to say how.
   *
   * @param base the base address, for example {@code https://api.bitbucket.org/2.0}
   */
  public static Builder to(URI base) {
    return new Builder(base);
  }

  /** Begins one publishing; its time runs from now. */
  public PlatformSession begin() {
    return new PlatformSession(this);
  }

  HttpUrl base() {
    return base;
  }

  Map<String, String> headers() {
    return headers;
  }

  List<String> secrets() {
    return secrets;
  }

  boolean answersAreSecret() {
    return answersAreSecret;
  }

  @Nullable Proxy proxy() {
    return proxy;
  }

  String needs() {
    return needs;
  }

  String purpose() {
    return purpose;
  }

  Duration deadline() {
    return deadline;
  }

  Duration callTimeout() {
    return callTimeout;
  }

  Clock clock() {
    return clock;
  }

  Sleeper sleeper() {
    return sleeper;
  }

  /** Shows the address alone. */
  @Override
  public String toString() {
    return "PlatformHttp[" + base + (proxy == null ? "" : " through " + proxy.address()) + "]";
  }

  /** Says how to reach a platform. Used by one thread. */
  public static final class Builder {
    private final URI base;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();
    private boolean answersAreSecret;
    private @Nullable Proxy proxy;
    private String needs = "";
    private String purpose = "publishing";
    private Duration deadline = FOR_ALL;
    private Duration callTimeout = FOR_ONE;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.SYSTEM;

    private Builder(URI base) {
      this.base = base;
    }

    /** Signs in by {@code Authorization: Bearer}. */
    public Builder bearer(String token) {
      return secret(AUTHORIZATION, "Bearer ", token);
    }

    /** Signs in by a header that holds the token and nothing else, as {@code PRIVATE-TOKEN}. */
    public Builder tokenHeader(String name, String token) {
      return secret(name, "", token);
    }

    /** Signs in by {@code Authorization: Basic}; the user may be empty. */
    public Builder basic(String user, String password) {
      requireToken(password);
      secrets.add(password);
      String pair = user + ":" + password;
      return secret(
          AUTHORIZATION,
          "Basic ",
          Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private Builder secret(String name, String prefix, String token) {
      requireToken(token);
      secrets.add(token);
      headers.put(name, prefix + token);
      return this;
    }

    private static void requireToken(String token) {
      if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        throw new IllegalArgumentException(
            token.isEmpty()
                ? "the token is empty"
                : "the token holds a blank, a line break or a letter that no token has: copy it again");
      }
    }

    /** Keeps what a successful answer holds out of messages, when it can't be read, too. */
    public Builder answersAreSecret() {
      answersAreSecret = true;
      return this;
    }

    /** Adds a header that is no secret, such as {@code Accept}. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** Sends all through an HTTP proxy, which signs in itself: the address must be plain http. */
    public Builder throughSigningProxy(String host, int port) {
      proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
      return this;
    }

    /**
     * What the token must be allowed, in words: added to the message when the platform says no.
     *
     * @param what for example {@code a token with the scope "api"}
     */
    public Builder needs(String what) {
      needs = what;
      return this;
    }

    /** What the calls are for, in words, for messages: {@code publishing} if it is not set. */
    public Builder purpose(String what) {
      purpose = what;
      return this;
    }

    /** How long one publishing may take in all, waits included. */
    public Builder deadline(Duration most) {
      deadline = requirePositive("deadline", most);
      return this;
    }

    /** How long one call may take. */
    public Builder callTimeout(Duration most) {
      callTimeout = requirePositive("callTimeout", most);
      return this;
    }

    private static Duration requirePositive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " is " + value + ": it must be more than zero");
      }
      return value;
    }

    /** Whose time it goes by. */
    public Builder time(Clock by, Sleeper waits) {
      clock = by;
      sleeper = waits;
      return this;
    }

    /**
     * Builds it; nothing is sent.
     *
     * @throws IllegalArgumentException if the address is none, or the token would go over the
     *     network in plain text
     */
    public PlatformHttp build() {
      HttpUrl url = HttpUrl.parse(base.toString());
      if (url == null
          || base.getRawUserInfo() != null
          || base.getRawQuery() != null
          || base.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "the base address is not of the form https://host/path, without user, password, query"
                + " and fragment");
      }
      if (proxy != null && (url.isHttps() || !secrets.isEmpty())) {
        throw new IllegalArgumentException(
            "a proxy that signs in takes an http address and no token: with https, or with a token,"
                + " go without the proxy");
      }
      if (proxy == null && !url.isHttps() && !isLoopback(url.host())) {
        throw new IllegalArgumentException(
            "plain http to " + url.host() + " would show the token to the network: use https");
      }
      return new PlatformHttp(this, url);
    }

    private static boolean isLoopback(String host) {
      return host.equals("localhost")
          || host.equals("::1")
          || host.matches("127(\\.[0-9]{1,3}){3}");
    }
  }
}
