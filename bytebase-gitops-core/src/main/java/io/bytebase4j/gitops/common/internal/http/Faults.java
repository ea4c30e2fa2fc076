package io.bytebase4j.gitops.common.internal.http;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.common.internal.http.Exchange.Answered;
import io.bytebase4j.gitops.common.internal.http.Exchange.Broken;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Tells what an answer or a broken connection means, in words and for the next try. Immutable. */
final class Faults {
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);
  private static final int MOST_DIGITS = 9;
  private static final int MOST_OF_ADDRESS = 250;

  private final PlatformHttp settings;

  Faults(PlatformHttp settings) {
    this.settings = settings;
  }

  /** For an answer that is no success. */
  Failed refused(Request request, Answered answered, boolean repeatable) {
    int status = answered.status();
    Duration retryAfter = retryAfter(answered.headers());
    String said = ErrorTexts.of(answered.text(), settings.secrets());
    String message =
        what(request)
            + " answered "
            + status
            + (said.isEmpty() ? "" : ": " + said)
            + advice(status, answered, retryAfter);
    if (isRateLimit(answered)) {
      return new Failed(error(Kind.TOO_MANY_CALLS, status, message), true, retryAfter);
    }
    if (status >= 500 && !repeatable) {
      return new Failed(unknown(status, message, null), false, null);
    }
    boolean passing = repeatable && PASSING.contains(status);
    return new Failed(error(Kind.REFUSED, status, message), passing, retryAfter);
  }

  // GitHub answers 403 for some of its limits.
  private static boolean isRateLimit(Answered answered) {
    return answered.status() == 429
        || (answered.status() == 403
            && (answered.headers().get(Exchange.RETRY_AFTER) != null
                || "0".equals(answered.headers().get("X-RateLimit-Remaining"))));
  }

  private String advice(int status, Answered answered, @Nullable Duration retryAfter) {
    String needs = settings.needs().isEmpty() ? "" : ": it needs " + settings.needs();
    if (isRateLimit(answered)) {
      return "; too many calls"
          + (retryAfter == null ? "" : ", wait " + retryAfter.toSeconds() + " s");
    }
    return switch (status) {
      case 401 -> "; what it was signed in with is not accepted" + needs;
      case 403 -> "; what it was signed in with may not do this" + needs;
      case 404 ->
          "; there is no such thing, or it can't be seen with what was signed in with" + needs;
      case 407 -> "; the proxy wants a sign-in of its own";
      default ->
          status >= 300 && status < 400
              ? "; redirects are not followed, so that no secret goes elsewhere: check the address"
              : "";
    };
  }

  /** For a connection that broke, or was not there. */
  Failed broken(Request request, Broken broken, boolean repeatable) {
    Throwable fault = broken.fault();
    String why = why(fault);
    if (broken.begun() && !repeatable) {
      return new Failed(
          unknown(0, what(request) + " got no answer (" + why + ")", fault), false, null);
    }
    boolean passing = fault instanceof IOException && !isOfCertificate(fault);
    return new Failed(
        new PlatformException(
            Kind.UNREACHABLE,
            0,
            what(request)
                + (broken.begun() ? " got no answer" : " was not sent")
                + ": "
                + why
                + (passing ? "" : "; this does not pass by itself"),
            fault),
        passing,
        null);
  }

  private String why(Throwable fault) {
    String proxy =
        settings.proxy() == null ? "" : " (through the proxy " + settings.proxy().address() + ")";
    String message = Texts.flowing(fault.getClass().getSimpleName() + ": " + fault.getMessage());
    return Texts.cutToCodePoints(message, 200) + proxy;
  }

  private static boolean isOfCertificate(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  /** For a success that can't be read. */
  Failed unreadable(Request request, int status, boolean repeatable, String why) {
    String message = what(request) + " answered " + status + ", but " + why;
    // What stands in between may have answered: of a create that tells nothing.
    return new Failed(
        repeatable ? error(Kind.UNREADABLE, status, message) : unknown(status, message, null),
        false,
        null);
  }

  /** For the last of several tries. */
  PlatformException givenUp(PlatformException last, int tries, @Nullable Duration asked) {
    return new PlatformException(
        last.kind(),
        last.status(),
        last.getMessage()
            + (asked == null
                ? " (tried " + tries + " times)"
                : " (given up: the next try would come after the "
                    + settings.deadline().toSeconds()
                    + " s for "
                    + settings.purpose()
                    + ")"),
        last);
  }

  /** For a deadline that has passed. */
  PlatformException outOfTime(@Nullable Request request) {
    return error(
        Kind.OUT_OF_TIME,
        0,
        (request == null ? "" : what(request) + " was not sent: ")
            + "the "
            + settings.deadline().toSeconds()
            + " s for "
            + settings.purpose()
            + " are over");
  }

  /** For a thread that was interrupted; sets its flag again. */
  PlatformException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PlatformException(
        Kind.INTERRUPTED,
        0,
        "interrupted while " + settings.purpose() + ", at " + settings.base().host(),
        e);
  }

  private static PlatformException error(Kind kind, int status, String message) {
    return new PlatformException(kind, status, message, null);
  }

  private static PlatformException unknown(int status, String message, @Nullable Throwable cause) {
    return new PlatformException(
        Kind.OUTCOME_UNKNOWN, status, message + "; it may have been done all the same", cause);
  }

  private static String what(Request request) {
    String address = request.url().newBuilder().query(null).build().toString();
    return request.method() + " " + Texts.cutToCodePoints(address, MOST_OF_ADDRESS);
  }

  private @Nullable Duration retryAfter(Headers headers) {
    String value = headers.get(Exchange.RETRY_AFTER);
    if (value != null && isNumber(value.strip())) {
      return Duration.ofSeconds(Long.parseLong(value.strip()));
    }
    Instant date = value == null ? null : headers.getInstant(Exchange.RETRY_AFTER);
    return date == null ? null : sinceNow(date);
  }

  private Duration sinceNow(Instant date) {
    Duration wait = Duration.between(settings.clock().instant(), date);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
