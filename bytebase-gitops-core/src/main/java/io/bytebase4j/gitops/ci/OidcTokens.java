package io.bytebase4j.gitops.ci;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.internal.http.Pace;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The OIDC tokens by which a CI platform vouches for its job, so that it can sign in and no secret
 * is stored anywhere. It is the supplier that {@code Credentials.workloadIdentity(email, supplier)}
 * of the client takes. Begin with {@link #of}. Immutable and thread-safe.
 *
 * <table>
 * <caption>Where they come from</caption>
 * <tr><th>platform</th><th>what the pipeline's file says</th><th>where the token is</th></tr>
 * <tr><td>Bitbucket</td><td>{@code oidc: true} in the step, or {@code oidc: audiences:}</td>
 *   <td>{@code BITBUCKET_STEP_OIDC_TOKEN}</td></tr>
 * <tr><td>GitHub</td><td>{@code permissions: id-token: write}</td><td>{@code GET
 *   ACTIONS_ID_TOKEN_REQUEST_URL}, anew each time</td></tr>
 * <tr><td>GitLab</td><td>{@code id_tokens: BYTEBASE_OIDC_TOKEN: aud:} in the job</td><td>{@code
 *   BYTEBASE_OIDC_TOKEN}, or the variable that is named</td></tr>
 * <tr><td>Azure DevOps</td><td>{@code env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)} in the
 *   step</td><td>{@code POST SYSTEM_OIDCREQUESTURI}, anew each time</td></tr>
 * </table>
 *
 * <p>Bitbucket and GitLab give a job one token, when it begins. An access token that a server gives
 * for it can be renewed as long as that one lasts: about an hour on Bitbucket, the job's timeout on
 * GitLab. Then {@link #get} says so in place of giving it once more.
 *
 * <p>Tokens are read for their form, their end and their audience; whether they are genuine is for
 * the server to say.
 */
public final class OidcTokens implements Supplier<String> {
  /** The variable that GitLab's token is looked for in, unless another is named. */
  public static final String GITLAB_VARIABLE = "BYTEBASE_OIDC_TOKEN";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CiEnvironment ci;
  private final OidcOptions options;

  private OidcTokens(CiEnvironment ci, OidcOptions options) {
    this.ci = ci;
    this.options = options;
  }

  /**
   * The tokens of a run.
   *
   * @param ci the run
   * @return gets its tokens; also where the platform issues none, which {@link #problem} tells
   */
  public static OidcTokens of(CiEnvironment ci) {
    return new OidcTokens(
        ci,
        new OidcOptions(
            Optional.empty(),
            GITLAB_VARIABLE,
            Optional.empty(),
            Pace.standard().withTimeout(TIMEOUT)));
  }

  /**
   * Sets whom the tokens are to be for. GitHub is asked for such; on Bitbucket and GitLab the
   * pipeline's file sets it, and a token for somebody else is refused here; on Azure it is always
   * {@code api://AzureADTokenExchange}. Without it, a token for anybody is taken.
   *
   * @param audience one of those that the workload identity allows
   * @return a copy with the audience
   * @throws IllegalArgumentException if it is blank, or holds blanks, quotes or control characters
   */
  public OidcTokens withAudience(String audience) {
    if (audience.isEmpty() || !audience.chars().allMatch(c -> c > ' ' && c != 0x7F && c != '"')) {
      throw new IllegalArgumentException(
          "the audience is empty, or holds a blank, a quote or a control character");
    }
    return new OidcTokens(ci, options.withAudience(audience));
  }

  /**
   * Sets the variable that GitLab puts the token in: its name below {@code id_tokens} in the job.
   * Other platforms do not look at it.
   *
   * @param name the variable's name; {@value #GITLAB_VARIABLE} if it is not set
   * @return a copy with the name
   * @throws IllegalArgumentException if it is no name of a variable
   */
  public OidcTokens withGitLabVariable(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name of a variable: letters, digits and _, no digit first");
    }
    return new OidcTokens(ci, options.withGitLabVariable(name));
  }

  /**
   * Sets the service connection that Azure is to vouch for in place of the pipeline: the token's
   * subject is then {@code sc://organisation/project/connection}. Other platforms do not look at
   * it.
   *
   * @param id the service connection's id
   * @return a copy with the id
   * @throws IllegalArgumentException if it is blank
   */
  public OidcTokens withAzureServiceConnection(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("the id of the service connection is blank");
    }
    return new OidcTokens(ci, options.withServiceConnection(id.strip()));
  }

  /**
   * Sets how long getting one token may take, with all tries and waits.
   *
   * @param most more than zero; 30 seconds if it is not set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public OidcTokens withTimeout(Duration most) {
    if (most.isZero() || most.isNegative()) {
      throw new IllegalArgumentException("timeout is " + most + ": it must be more than zero");
    }
    return new OidcTokens(ci, options.withPace(options.pace().withTimeout(most)));
  }

  /**
   * Sets whose time it goes by.
   *
   * @param clock tells the time
   * @param sleeper passes the time between tries
   * @return a copy that goes by that time
   */
  public OidcTokens withTime(Clock clock, Sleeper sleeper) {
    return new OidcTokens(ci, options.withPace(options.pace().withTime(clock, sleeper)));
  }

  /**
   * Tells why no token can be had here, as far as that can be told without anything being sent:
   * what is missing, or has ended, and what to write into the pipeline's file.
   *
   * @return the problem, without any token; empty if there is none that can be seen
   */
  public Optional<String> problem() {
    return OidcSources.of(ci, options).problem().map(OidcProblem::text);
  }

  /**
   * Gets a token. On GitHub and Azure the platform is asked each time; a fault that passes is tried
   * again, redirects are not followed. An interrupt ends it, and the thread's flag stays set.
   *
   * @return a JSON web token
   * @throws OidcTokenException if there is none
   */
  @Override
  public String get() {
    OidcSource source = OidcSources.of(ci, options);
    source
        .problem()
        .ifPresent(
            problem -> {
              throw new OidcTokenException(ci.platform(), problem);
            });
    return source.token();
  }

  /**
   * What can be logged.
   *
   * @return the platform; no token
   */
  @Override
  public String toString() {
    return "OidcTokens[" + ci.platform() + "]";
  }
}
