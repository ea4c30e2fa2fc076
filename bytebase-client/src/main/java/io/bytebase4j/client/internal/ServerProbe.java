package io.bytebase4j.client.internal;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.ApiShape;
import io.bytebase4j.client.BytebaseClientBuilder;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.ResourceExhaustedException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.Operation;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the shape of a server's API by what it answers, where it doesn't report a version. It asks
 * for what lies in a project that can't be, so that the answers of all servers that know the
 * question are refusals, for one reason or another; nothing is changed.
 */
final class ServerProbe {
  private static final Operation PLAN_ROLLOUT =
      get("RolloutService/GetRollout", "/v1/projects/-/plans/0/rollout");
  private static final Operation RELEASE_CATEGORIES =
      get("ReleaseService/ListReleaseCategories", "/v1/projects/-/releases:listCategories");
  private static final Operation RELEASES_BY_DIGEST =
      get("ReleaseService/SearchReleases", "/v1/projects/-/releases:search");

  /** Shows a plan and makes none; its request is a POST. */
  private static final Operation PLAN_PREVIEW =
      new Operation("bytebase.v1.PlanService/PreviewPlan", "POST", "/v1/projects/-:previewPlan");

  private static final Operation ROLLOUT =
      get("RolloutService/GetRollout", "/v1/projects/-/rollouts/0");

  private enum Answer {
    /** The server knows the question, and refuses this one. */
    REFUSED,
    /** It answered it. */
    ANSWERED,
    /** It does not know the question. */
    UNKNOWN
  }

  private final CallExecutor calls;
  private final Supplier<Duration> timeLeft;

  ServerProbe(CallExecutor calls, Supplier<Duration> timeLeft) {
    this.calls = calls;
    this.timeLeft = timeLeft;
  }

  private static Operation get(String method, String path) {
    return new Operation("bytebase.v1." + method, "GET", path);
  }

  /**
   * Asks at most four questions, from the newest shape to the oldest.
   *
   * @param reported what the server reports in place of a version, for an exception
   */
  ApiShape shape(String reported) {
    // What answers these two is no Bytebase server, for neither can be there.
    Answer newer = ask(PLAN_ROLLOUT);
    if (newer == Answer.REFUSED) {
      if (knows(RELEASE_CATEGORIES)) {
        return ApiShape.V3_15;
      }
      throw ServerLookup.refusal(
          reported + ", which behaves like 3.14",
          "Its releases can't be found again: upgrade the server to 3.15 or newer.");
    }
    if (newer == Answer.UNKNOWN && ask(ROLLOUT) == Answer.REFUSED) {
      if (knows(RELEASES_BY_DIGEST)) {
        return ApiShape.V3_9_1;
      }
      return knows(PLAN_PREVIEW) ? ApiShape.V3_6 : ApiShape.V3_7;
    }
    throw ServerLookup.refusal(
        reported,
        "What it reports is no version, and its answers fit none that is known: if it is a Bytebase"
            + " server, say which version it is like, with"
            + " BytebaseClient.builder().serverVersion(\"3.9.2\") or "
            + BytebaseClientBuilder.SERVER_VERSION_VARIABLE);
  }

  private boolean knows(Operation question) {
    return ask(question) != Answer.UNKNOWN;
  }

  private Answer ask(Operation question) {
    try {
      new ApiCall<@Nullable Void>(calls, question, Void.class).timeout(timeLeft.get()).execute();
      return Answer.ANSWERED;
    } catch (UnauthenticatedException | UnavailableException | ResourceExhaustedException e) {
      // Says nothing of the question.
      throw e;
    } catch (ApiException e) {
      return isUnknown(e) ? Answer.UNKNOWN : Answer.REFUSED;
    }
  }

  // An unknown path is 404 with code 2 (until 3.7.0 with code 5 and "Routing error"), a known one
  // with another verb 405, or 501 on older servers.
  private static boolean isUnknown(ApiException e) {
    int status = e.error().status();
    boolean routing =
        e.error().code() == ErrorCode.UNKNOWN
            || e.error().message().toLowerCase(Locale.ROOT).contains("routing error");
    return status == 405 || status == 501 || (status == 404 && routing);
  }
}
