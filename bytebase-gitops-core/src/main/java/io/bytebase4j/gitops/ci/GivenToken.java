package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that the platform puts into a variable when the job begins: it gives no other, so that
 * this one ends while the job may still run.
 *
 * @param variable where it is
 * @param text what is there
 * @param setUp what to write into the pipeline's file
 * @param limits how long the platform's tokens last, and what to do when that is too short
 */
record GivenToken(
    String variable, Optional<String> text, String setUp, String limits, OidcOptions options)
    implements OidcSource {
  private static final String BITBUCKET = "BITBUCKET_STEP_OIDC_TOKEN";

  // This machine's clock and the server's differ; who is right, the server says.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  static GivenToken ofBitbucket(CiEnvironment ci, OidcOptions options) {
    return new GivenToken(
        BITBUCKET,
        ci.variable(BITBUCKET),
        options
            .audience()
            .map(audience -> "give the step oidc: { audiences: [\"" + audience + "\"] }")
            .orElse("give the step oidc: true"),
        "Bitbucket gives a step one token, when it begins: do what comes so late in a step of its"
            + " own, or sign in with a service account",
        options);
  }

  static GivenToken ofGitLab(CiEnvironment ci, OidcOptions options) {
    String name = options.gitLabVariable();
    return new GivenToken(
        name,
        ci.variable(name),
        "give the job id_tokens: { "
            + name
            + ": { aud: \""
            + options.audience().orElse("an audience that the workload identity allows")
            + "\" } }",
        "GitLab gives a job one token, when it begins, for as long as the job's \"timeout\", and for"
            + " five minutes where the job has none: set it, or sign in with a service account",
        options);
  }

  @Override
  public Optional<OidcProblem> problem() {
    if (text.isEmpty()) {
      return Optional.of(OidcProblem.ofSetUp(variable + " is not set: " + setUp));
    }
    Optional<IdToken> read = IdToken.parse(token());
    if (read.isEmpty()) {
      return Optional.of(
          OidcProblem.ofSetUp(
              variable
                  + " holds something else, no JSON web token (three parts with dots in between): "
                  + setUp));
    }
    return options
        .audience()
        .flatMap(asked -> OidcChecks.audience(read.get(), asked, variable))
        .map(problem -> OidcProblem.ofSetUp(problem + ": " + setUp))
        .or(() -> read.get().end().flatMap(this::ended));
  }

  private Optional<OidcProblem> ended(Instant end) {
    Instant now = options.pace().clock().instant();
    if (now.isBefore(end.plus(CLOCKS_DIFFER))) {
      return Optional.empty();
    }
    return Optional.of(
        new OidcProblem(
            Reason.ENDED,
            "the token in "
                + variable
                + " ended at "
                + end
                + ", "
                + Duration.between(end, now).toMinutes()
                + " min ago. "
                + limits));
  }

  @Override
  public String token() {
    return text.map(String::strip).orElse("");
  }

  /** Shows the variable's name, never what is in it. */
  @Override
  public String toString() {
    return "GivenToken[" + variable + "]";
  }
}
