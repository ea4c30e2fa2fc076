package io.bytebase4j.samples.citool.options;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseClientBuilder;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.OidcTokens;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server, and as whom; named as by bytebase-action, with its order of credentials. */
public final class ServerOptions {
  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The server's address (BYTEBASE_URL).")
  private @Nullable String url;

  @Option(
      names = "--service-account",
      scope = ScopeType.INHERIT,
      paramLabel = "EMAIL",
      description = "A service account (BYTEBASE_SERVICE_ACCOUNT).")
  private @Nullable String serviceAccount;

  @Option(
      names = "--service-account-secret",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY",
      description = "Its key; better given as BYTEBASE_SERVICE_ACCOUNT_SECRET.")
  private @Nullable String serviceAccountSecret;

  @Option(
      names = "--access-token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "An access token in place of these (BYTEBASE_ACCESS_TOKEN).")
  private @Nullable String accessToken;

  @Option(
      names = "--workload-identity",
      scope = ScopeType.INHERIT,
      paramLabel = "EMAIL",
      description =
          "Signs in without a secret, as a workload identity that the CI platform "
              + "vouches for (BYTEBASE_WORKLOAD_IDENTITY).")
  private @Nullable String workloadIdentity;

  @Option(
      names = "--custom-header",
      scope = ScopeType.INHERIT,
      paramLabel = "'NAME: VALUE'",
      description = "A header for each request to the server, for a proxy before it; repeatable.")
  private @Nullable List<String> headers;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "TIME",
      defaultValue = "120s",
      converter = GoDuration.class,
      description = "The longest wait for one answer of the server; ${DEFAULT-VALUE} by default.")
  private Duration timeout = Duration.ofSeconds(120);

  @Option(
      names = "--allow-plain-http",
      scope = ScopeType.INHERIT,
      description = "Allows http:// to another host, which shows the token on the road.")
  private boolean plainHttpAllowed;

  /**
   * A client for the server.
   *
   * @param ci vouches for a workload identity
   * @throws IllegalArgumentException if an option is missing or not right
   */
  public BytebaseClient connect(CiEnvironment ci) {
    if (url == null || url.isBlank()) {
      throw new UsageException("which server? give --url or BYTEBASE_URL, such as https://host");
    }
    BytebaseClientBuilder builder =
        BytebaseClient.builder()
            .url(url)
            .credentials(credentials(ci))
            .attemptTimeout(timeout)
            .callTimeout(timeout.multipliedBy(2));
    if (plainHttpAllowed) {
      builder.allowPlainHttp();
    }
    for (String header : headers == null ? List.<String>of() : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        // What stands there may be a secret.
        throw new UsageException("a --custom-header is not of the form 'Name: value'");
      }
      String name = header.substring(0, colon).strip();
      if (name.toLowerCase(Locale.ROOT).equals("authorization")) {
        throw new UsageException(
            "--custom-header Authorization: that header carries the sign-in to Bytebase");
      }
      builder.header(name, header.substring(colon + 1).strip());
    }
    return builder.build();
  }

  private Credentials credentials(CiEnvironment ci) {
    String token = accessToken;
    if (token != null && !token.isBlank()) {
      return Credentials.accessToken(token);
    }
    String account = serviceAccount;
    String key = serviceAccountSecret;
    if (account != null && key != null) {
      return Credentials.serviceAccount(account, key);
    }
    String identity = workloadIdentity;
    if (identity != null) {
      return keyless(identity, OidcTokens.of(ci));
    }
    if (account != null || key != null) {
      throw new UsageException(
          account == null
              ? "there is a key, but no account: give --service-account or BYTEBASE_SERVICE_ACCOUNT"
              : "there is no key for "
                  + account
                  + ": set BYTEBASE_SERVICE_ACCOUNT_SECRET (pull requests from forks get no"
                  + " secrets)");
    }
    throw new UsageException(
        "as whom? set BYTEBASE_SERVICE_ACCOUNT and BYTEBASE_SERVICE_ACCOUNT_SECRET, or"
            + " BYTEBASE_ACCESS_TOKEN, or BYTEBASE_WORKLOAD_IDENTITY");
  }

  private static Credentials keyless(String identity, OidcTokens tokens) {
    Optional<String> problem = tokens.problem();
    if (problem.isPresent()) {
      throw new UsageException("--workload-identity: " + problem.get());
    }
    return Credentials.workloadIdentity(identity, tokens);
  }
}
