package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.ApiError;
import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.ConflictException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ResourceExhaustedException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.internal.Failed.Reached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what an answer that is no success means. Thread-safe. */
final class Errors {
  private static final String AUTH_SERVICE = "AuthService/";
  private static final String REQUEST_ID = "X-Request-Id";

  /** A string in JSON, whole or cut off, and the colon that makes it the name of a field. */
  private static final Pattern JSON_STRING =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+(?:\"|$)(\\s*:)?");

  private final Json json;
  private final Credentials credentials;
  private final Clock clock;
  private final long maxBytes;

  Errors(Json json, Credentials credentials, Clock clock, long maxBytes) {
    this.json = json;
    this.credentials = credentials;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /** For a success whose body is none of the operation. The server acted, but on what? */
  Failed unreadable(
      CallFacts facts, Http.Answer answer, String beginning, @Nullable JsonParseException cause) {
    boolean json =
        beginning.stripLeading().startsWith("{") || beginning.stripLeading().startsWith("[");
    // What the server meant as a success may hold a new key or a password.
    String shown = json ? withoutValues(beginning) : beginning;
    return new Failed(
        badResponse(facts, answer, shown, cause), Reached.MAYBE_PROCESSED, false, null);
  }

  private static String withoutValues(String json) {
    return JSON_STRING
        .matcher(json)
        .replaceAll(
            found -> found.group(1) == null ? "\"…\"" : Matcher.quoteReplacement(found.group()));
  }

  private BadResponseException badResponse(
      CallFacts facts, Http.Answer answer, String body, @Nullable JsonParseException cause) {
    if (answer.tooLarge()) {
      return new BadResponseException(facts, answer.status(), maxBytes);
    }
    // A parse error quotes the text, and the answers of this service hold tokens.
    boolean secret = facts.operation().startsWith(AUTH_SERVICE);
    return new BadResponseException(
        facts,
        answer.status(),
        answer.contentType(),
        secret ? "(not shown: may hold a token)" : body,
        secret ? null : cause);
  }

  /** For an answer whose status says that the call failed. */
  Failed failed(CallFacts facts, Http.Answer answer) {
    int status = answer.status();
    String text = answer.text();
    ApiError error = answer.tooLarge() ? null : parse(answer, text);
    if (status == 429) {
      ApiError limit =
          error == null ? page(facts, answer, text, ErrorCode.RESOURCE_EXHAUSTED) : error;
      BytebaseException exhausted = new ResourceExhaustedException(facts, limit);
      return new Failed(exhausted, Reached.NOT_PROCESSED, true, limit.retryAfter());
    }
    if (status >= 502 && status <= 504) {
      ApiError outage = error == null ? page(facts, answer, text, ErrorCode.UNAVAILABLE) : error;
      BytebaseException unavailable = new UnavailableException(facts, outage);
      return new Failed(unavailable, Reached.MAYBE_PROCESSED, true, outage.retryAfter());
    }
    // 501 is a server's word that it can't do this at all.
    boolean refused = (status < 500 || status == 501) && !wasCutShort(status, error);
    return new Failed(
        error == null ? badResponse(facts, answer, text, null) : exception(facts, error),
        refused ? Reached.REFUSED : Reached.MAYBE_PROCESSED,
        false,
        null);
  }

  /** The server, or a proxy, stopped waiting: it may have begun. */
  private static boolean wasCutShort(int status, @Nullable ApiError error) {
    return status == 408
        || status == 499
        || (error != null
            && (error.code() == ErrorCode.CANCELLED
                || error.code() == ErrorCode.DEADLINE_EXCEEDED));
  }

  private BytebaseException exception(CallFacts facts, ApiError error) {
    return switch (error.status()) {
      case 401 -> new UnauthenticatedException(facts, error, signInAdvice());
      case 403 -> new PermissionDeniedException(facts, error);
      case 404 -> new NotFoundException(facts, error);
      default ->
          switch (error.code()) {
            case INVALID_ARGUMENT, OUT_OF_RANGE -> new InvalidArgumentException(facts, error);
            case FAILED_PRECONDITION -> new FailedPreconditionException(facts, error);
            case ALREADY_EXISTS, ABORTED -> new ConflictException(facts, error);
            default -> new ApiException(facts, error);
          };
    };
  }

  private String signInAdvice() {
    if (!(credentials instanceof Credentials.AccessToken given)) {
      return "The client signs in with " + credentials + ": check it";
    }
    Instant end = TokenClaims.of(given.token()).end();
    if (end == null) {
      return "The access token does not say when it ends: check it, or get a new one";
    }
    Duration over = Duration.between(end, clock.instant());
    return over.isNegative()
        ? "The access token says that it is good until " + end + ": check it, or get a new one"
        : "The access token ended at " + end + ": get a new one";
  }

  /** An error made of what a proxy answered in the server's place. */
  private ApiError page(CallFacts facts, Http.Answer answer, String text, ErrorCode code) {
    boolean secret = facts.operation().startsWith(AUTH_SERVICE);
    String shown = secret ? "" : ": \"" + BadResponseException.beginning(text) + "\"";
    return error(
        answer,
        code,
        "an answer of content type " + answer.contentType() + ", not the server's own" + shown,
        List.of());
  }

  /** The error, or null where the body is none of this API. */
  private @Nullable ApiError parse(Http.Answer answer, String text) {
    ErrorBody wire;
    try {
      wire = json.read(text, ErrorBody.class);
    } catch (JsonParseException e) {
      return null;
    }
    if (wire == null || wire.code == null || wire.message == null) {
      return null;
    }
    List<Map<String, Object>> details =
        wire.details == null ? List.of() : wire.details.stream().filter(Objects::nonNull).toList();
    return error(answer, ErrorCode.of(wire.code), wire.message, details);
  }

  private ApiError error(
      Http.Answer answer, ErrorCode code, String message, List<Map<String, Object>> details) {
    return new ApiError(
        answer.status(),
        code,
        message,
        details,
        answer.headers().get(REQUEST_ID),
        RetryAfter.of(answer.headers(), clock.instant()));
  }

  /** The form on the wire; Gson fills it. */
  private static final class ErrorBody {
    private @Nullable Integer code;
    private @Nullable String message;
    private @Nullable List<Map<String, Object>> details;
  }
}
