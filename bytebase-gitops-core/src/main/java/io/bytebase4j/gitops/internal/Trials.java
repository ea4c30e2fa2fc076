package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ResourceExhaustedException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.gitops.internal.AccountCalls.Answer;
import io.bytebase4j.gitops.internal.AccountCalls.Told;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are made for how they are refused. What the server says against what they hold, it
 * says only to those who have the permission.
 */
public final class Trials {
  private Trials() {}

  /**
   * Whether the account has a permission.
   *
   * @param permission the permission that the server asks for before all else
   * @param call a call that makes nothing, whoever makes it
   * @param timeout its longest time, retries included
   * @return whether it has
   */
  public static Answer of(String permission, ApiCall<?> call, Duration timeout) {
    ApiException refusal = refusal(call, timeout);
    if (refusal == null) {
      return Answer.YES;
    } else if (refusal instanceof PermissionDeniedException denied) {
      return isFor(permission, denied) ? Answer.NO : Answer.UNKNOWN;
    }
    return isOfContent(refusal) ? Answer.YES : Answer.UNKNOWN;
  }

  /**
   * Whether what a call names is there.
   *
   * @param permission the permission that the server asks for
   * @param call a call that makes nothing, whoever makes it
   * @param timeout its longest time, retries included
   * @param thereIfDenied whether the server looks for the thing before it looks for the permission
   * @return whether it is there
   */
  public static Told told(
      String permission, ApiCall<?> call, Duration timeout, boolean thereIfDenied) {
    ApiException refusal = refusal(call, timeout);
    if (refusal == null) {
      return Told.of(Answer.YES);
    }
    String words = refusal.error().message();
    if (refusal instanceof PermissionDeniedException denied) {
      boolean there = thereIfDenied && isFor(permission, denied);
      return there ? Told.of(Answer.YES) : new Told(Answer.UNKNOWN, words);
    }
    return new Told(isNotThere(refusal) ? Answer.NO : Answer.UNKNOWN, words);
  }

  /**
   * How the server refuses a call.
   *
   * @param call a call that makes nothing, whoever makes it
   * @param timeout its longest time, retries included
   * @return the refusal; null where it did not refuse
   * @throws BytebaseException if that says nothing of the call
   */
  public static @Nullable ApiException refusal(ApiCall<?> call, Duration timeout) {
    try {
      call.timeout(timeout).execute();
      return null;
    } catch (OutcomeUnknownException e) {
      // There is nothing that could have been made.
      if (e.getCause() instanceof ApiException refusal) {
        return thrownUnlessRefusal(refusal);
      }
      throw e.getCause() instanceof BytebaseException fault ? fault : e;
    } catch (ApiException e) {
      return thrownUnlessRefusal(e);
    }
  }

  private static ApiException thrownUnlessRefusal(ApiException e) {
    if (e instanceof UnauthenticatedException
        || e instanceof UnavailableException
        || e instanceof ResourceExhaustedException) {
      throw e;
    }
    return e;
  }

  /**
   * Whether a refusal says that what was named is not there.
   *
   * @param refusal the refusal
   * @return false where the server does not know the call
   */
  public static boolean isNotThere(ApiException refusal) {
    String words = refusal.error().message();
    // A server of 2025 tells it as an internal error.
    return refusal.error().code() == ErrorCode.NOT_FOUND
        || (refusal.error().code() == ErrorCode.INTERNAL
            && (words.endsWith(" not found") || words.contains("failed to found database")));
  }

  private static boolean isOfContent(ApiException refusal) {
    return switch (refusal.error().code()) {
      case INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION -> true;
      default -> false;
    };
  }

  /** Those of 2025 name the permission in their words only; of a proxy's refusal none is named. */
  private static boolean isFor(String permission, PermissionDeniedException denied) {
    return denied.requiredPermissions().contains(permission)
        || denied.error().message().contains('"' + permission + '"');
  }
}
