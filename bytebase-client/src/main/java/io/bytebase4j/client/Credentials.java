package io.bytebase4j.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a client signs in. Immutable; {@code toString} shows no secret. */
public sealed interface Credentials {
  /** The environment variable for an access token. */
  String ACCESS_TOKEN_VARIABLE = "BYTEBASE_ACCESS_TOKEN";

  /** The environment variable for the e-mail address of a service account. */
  String SERVICE_ACCOUNT_VARIABLE = "BYTEBASE_SERVICE_ACCOUNT";

  /** The environment variable for the key of a service account. */
  String SERVICE_ACCOUNT_SECRET_VARIABLE = "BYTEBASE_SERVICE_ACCOUNT_SECRET";

  /**
   * A service account with its key; the client signs in with {@code AuthService/Login} before its
   * first call, and again before the token ends.
   *
   * @param email the service account's e-mail address
   * @param key its key, which begins with {@code bbs_}
   * @return the credentials
   * @throws IllegalArgumentException if one of them is blank
   */
  static Credentials serviceAccount(String email, String key) {
    return new ServiceAccount(email, key);
  }

  /**
   * An access token that the caller got elsewhere; when it ends, calls fail.
   *
   * @param token the token
   * @return the credentials
   * @throws IllegalArgumentException if it is blank, no HTTP header can carry it, or it is the key
   *     of a service account
   */
  static Credentials accessToken(String token) {
    return new AccessToken(token);
  }

  /**
   * Access tokens that the caller's code gets. The client asks for one before its first call, and
   * again when the last one is about to end, or was refused.
   *
   * @param tokens gives a token; called on threads that make calls, never by two at once, with no
   *     time limit but its own; it may not use the client itself. What it throws reaches the caller
   *     as the cause of a {@link CredentialsException}
   * @return the credentials
   */
  static Credentials accessTokens(Supplier<String> tokens) {
    return new AccessTokens(tokens);
  }

  /**
   * A workload identity: the CI platform vouches for its job with an OIDC token, and no secret is
   * stored anywhere. The client exchanges it with {@code AuthService/ExchangeToken} before its
   * first call, and again before the access token ends.
   *
   * @param email the identity's e-mail address, for example {@code ci@workload.bytebase.com}
   * @param oidcToken gives the platform's OIDC token, anew each time, since some live for minutes
   *     only; called on threads that make calls, never by two at once, with no time limit but its
   *     own; it may not use the client itself. What it throws reaches the caller as the cause of a
   *     {@link CredentialsException}
   * @return the credentials
   * @throws IllegalArgumentException if the address is blank
   */
  static Credentials workloadIdentity(String email, Supplier<String> oidcToken) {
    return new WorkloadIdentity(email, oidcToken);
  }

  /**
   * Credentials from environment variables: {@code BYTEBASE_ACCESS_TOKEN} if it is set, otherwise
   * {@code BYTEBASE_SERVICE_ACCOUNT} with {@code BYTEBASE_SERVICE_ACCOUNT_SECRET}. A blank variable
   * counts as not set.
   *
   * @param environment for example {@code System.getenv()}
   * @return the credentials
   * @throws IllegalStateException if none are set, or half of a service account, naming what is
   *     missing
   */
  static Credentials fromEnvironment(Map<String, String> environment) {
    String token = variable(environment, ACCESS_TOKEN_VARIABLE);
    if (token != null) {
      return accessToken(token);
    }
    String email = variable(environment, SERVICE_ACCOUNT_VARIABLE);
    String key = variable(environment, SERVICE_ACCOUNT_SECRET_VARIABLE);
    if (email == null || key == null) {
      List<String> missing = new ArrayList<>();
      if (email == null) {
        missing.add(SERVICE_ACCOUNT_VARIABLE);
      }
      if (key == null) {
        missing.add(SERVICE_ACCOUNT_SECRET_VARIABLE);
      }
      throw new IllegalStateException(
          "no credentials in the environment: set "
              + String.join(" and ", missing)
              + ", or "
              + ACCESS_TOKEN_VARIABLE);
    }
    return serviceAccount(email, key);
  }

  private static @Nullable String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static String requireText(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is blank");
    }
    return text.strip();
  }

  /**
   * A service account.
   *
   * @param email its e-mail address
   * @param key its key
   */
  record ServiceAccount(String email, String key) implements Credentials {
    /**
     * Checks the two.
     *
     * @param email its e-mail address
     * @param key its key
     * @throws IllegalArgumentException if one of them is blank
     */
    public ServiceAccount {
      email = requireText(email, "e-mail address of the service account");
      key = requireText(key, "key of the service account");
    }

    @Override
    public String toString() {
      return "service account " + email;
    }
  }

  /**
   * An access token.
   *
   * @param token the token
   */
  record AccessToken(String token) implements Credentials {
    private static final String KEY_PREFIX = "bbs_";

    /**
     * Checks it.
     *
     * @param token the token
     * @throws IllegalArgumentException if it is blank, no HTTP header can carry it, or it is the
     *     key of a service account
     */
    public AccessToken {
      token = requireText(token, "access token");
      if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IllegalArgumentException(
            "the access token holds a character that no HTTP header may hold");
      }
      if (token.startsWith(KEY_PREFIX)) {
        throw new IllegalArgumentException(
            "this is the key of a service account, not an access token: give it with"
                + " Credentials.serviceAccount(email, key)");
      }
    }

    @Override
    public String toString() {
      return "access token";
    }
  }

  /**
   * Access tokens of the caller's code.
   *
   * @param tokens gives a token
   */
  record AccessTokens(Supplier<String> tokens) implements Credentials {
    /**
     * Checks it.
     *
     * @param tokens gives a token
     * @throws NullPointerException if there is none
     */
    public AccessTokens {
      Objects.requireNonNull(tokens, "tokens");
    }

    @Override
    public String toString() {
      return "supplier of access tokens";
    }
  }

  /**
   * A workload identity.
   *
   * @param email its e-mail address
   * @param oidcToken gives the platform's OIDC token
   */
  record WorkloadIdentity(String email, Supplier<String> oidcToken) implements Credentials {
    /**
     * Checks the two.
     *
     * @param email its e-mail address
     * @param oidcToken gives the platform's OIDC token
     * @throws IllegalArgumentException if the address is blank
     * @throws NullPointerException if there is no supplier
     */
    public WorkloadIdentity {
      email = requireText(email, "e-mail address of the workload identity");
      Objects.requireNonNull(oidcToken, "oidcToken");
    }

    @Override
    public String toString() {
      return "workload identity " + email;
    }
  }
}
