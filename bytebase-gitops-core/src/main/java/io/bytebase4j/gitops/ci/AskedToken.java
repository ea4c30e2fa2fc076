package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformAnswer;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A token that the platform makes when it is asked, as often as it is asked.
 *
 * @param way how to reach it
 * @param path what follows its address
 * @param ask sends the request
 * @param field where the token is in the answer
 * @param signInHint what to do where the platform answers with its page for signing in
 */
record AskedToken(
    CiPlatform platform,
    PlatformHttp way,
    ApiPath path,
    BiFunction<PlatformSession, ApiPath, PlatformAnswer> ask,
    String field,
    String signInHint,
    Optional<String> audience)
    implements OidcSource {

  @Override
  public Optional<OidcProblem> problem() {
    return Optional.empty();
  }

  @Override
  public String token() {
    try (PlatformSession session = way.begin()) {
      PlatformAnswer answer = ask.apply(session, path);
      return checked(Json.text(answer.json(), field).strip(), answer.status());
    } catch (PlatformException e) {
      boolean signInPage = e.status() == 203 || e.status() == 302;
      throw new OidcTokenException(
          platform,
          reason(e),
          e.status(),
          Texts.logLine(e.getMessage() + (signInPage ? signInHint : "")),
          e);
    }
  }

  private static Reason reason(PlatformException e) {
    return switch (e.kind()) {
      case REFUSED -> e.status() < 500 ? Reason.REFUSED : Reason.NO_ANSWER;
      case INTERRUPTED -> Reason.INTERRUPTED;
      case TOO_MANY_CALLS, UNREACHABLE, OUTCOME_UNKNOWN, UNREADABLE, OUT_OF_TIME ->
          Reason.NO_ANSWER;
    };
  }

  // The answer may hold a token, wherever it is in it, so nothing of it is shown.
  private String checked(String token, int status) {
    Optional<IdToken> read = IdToken.parse(token);
    if (read.isEmpty()) {
      throw useless(
          status,
          token.isEmpty()
              ? "has no token in its field \"" + field + "\""
              : "has something else in its field \""
                  + field
                  + "\", no JSON web token (three parts with dots in between)");
    }
    audience
        .flatMap(asked -> OidcChecks.audience(read.get(), asked, "the field \"" + field + "\""))
        .ifPresent(
            problem -> {
              throw useless(status, "is not what was asked for: " + problem);
            });
    return token;
  }

  private OidcTokenException useless(int status, String why) {
    return new OidcTokenException(
        platform, Reason.NO_ANSWER, status, "the answer of " + way + " " + why, null);
  }

  /** Shows the address alone. */
  @Override
  public String toString() {
    return "AskedToken[" + way + "]";
  }
}
