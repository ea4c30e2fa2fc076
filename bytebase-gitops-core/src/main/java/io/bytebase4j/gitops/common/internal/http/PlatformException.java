package io.bytebase4j.gitops.common.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A call to a CI platform did not do what it should. The message can be shown to anybody: it holds
 * no token and no header, is of limited length, and says what to do. No caller of the library sees
 * it: whoever made the call turns it into what its own callers know.
 */
public final class PlatformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int status;

  /** What happened. */
  public enum Kind {
    /** The platform said no. */
    REFUSED,
    /** The platform was asked too often, and said so until there was no time or no try left. */
    TOO_MANY_CALLS,
    /** Nothing, or nothing of use, came through; what was asked for was surely not done. */
    UNREACHABLE,
    /** It was sent once, and may or may not have been done. Look before it is sent again. */
    OUTCOME_UNKNOWN,
    /** The answer is not what the platform should answer. */
    UNREADABLE,
    /** The time for publishing is over. */
    OUT_OF_TIME,
    /** The thread was interrupted; its flag is set. */
    INTERRUPTED
  }

  /**
   * For what went wrong.
   *
   * @param status the HTTP status; 0 where there was no answer
   * @param message fit to be shown
   */
  public PlatformException(Kind kind, int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status of the last answer; 0 where there was none. */
  public int status() {
    return status;
  }

  /** Whether the platform says that there is no such thing, or none that the token may see. */
  public boolean isNotFound() {
    return kind == Kind.REFUSED && (status == 404 || status == 410);
  }

  /** Whether the platform says that the token may not do it. */
  public boolean isDenied() {
    return kind == Kind.REFUSED && (status == 401 || status == 403);
  }

  /** Whether the call may have been processed all the same. */
  public boolean leavesOutcomeOpen() {
    return kind == Kind.OUTCOME_UNKNOWN;
  }
}
