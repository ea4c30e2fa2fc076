package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.rest.OperationClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failed attempt.
 *
 * @param error what the caller gets thrown if it was the last
 * @param reached what the server had of it
 * @param passing whether the fault may be gone the next time
 * @param retryAfter the wait that the server asked for, or null
 */
record Failed(
    BytebaseException error, Reached reached, boolean passing, @Nullable Duration retryAfter) {
  /** What the server had of a request. */
  enum Reached {
    /** Nothing, or it put it off: it was surely not processed. */
    NOT_PROCESSED,
    /** Perhaps all of it: it may have been processed, wholly or in part. */
    MAYBE_PROCESSED,
    /** All, and it was refused. */
    REFUSED
  }

  boolean maySendAgain(OperationClass kind) {
    return passing && (kind != OperationClass.CREATE || reached == Reached.NOT_PROCESSED);
  }

  boolean leavesOutcomeOpen(OperationClass kind) {
    return kind == OperationClass.CREATE && reached == Reached.MAYBE_PROCESSED;
  }
}
