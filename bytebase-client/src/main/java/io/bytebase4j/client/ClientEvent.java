package io.bytebase4j.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in a client. None of it holds a secret. */
public sealed interface ClientEvent {
  /**
   * An attempt ended: the server answered, or it did not.
   *
   * @param operation service and method
   * @param httpMethod for example {@code GET}
   * @param path without the query
   * @param number which attempt of its call, from 1
   * @param elapsed how long this attempt took
   * @param status the HTTP status, or null where there was no answer
   */
  record AttemptEnded(
      String operation,
      String httpMethod,
      String path,
      int number,
      Duration elapsed,
      @Nullable Integer status)
      implements ClientEvent {}

  /**
   * A request will be sent again.
   *
   * @param operation service and method
   * @param attempts how many there were so far
   * @param delay the wait before the next; zero after a renewed access token
   * @param cause why the last one failed
   */
  record RetryScheduled(String operation, int attempts, Duration delay, BytebaseException cause)
      implements ClientEvent {}

  /**
   * A call ended, with success or, if there is an error, given up.
   *
   * @param facts the call, with its attempts and its time
   * @param error what the caller gets thrown, or null
   */
  record CallEnded(CallFacts facts, @Nullable BytebaseException error) implements ClientEvent {}

  /**
   * An access token was got, the first or a new one, or could not be got.
   *
   * @param credentials what they show of themselves
   * @param end when the token ends by this machine's clock, or null where it does not say, or there
   *     is none
   * @param error why there is none, or null
   */
  record TokenRenewed(String credentials, @Nullable Instant end, @Nullable BytebaseException error)
      implements ClientEvent {}
}
