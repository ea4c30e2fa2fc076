package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.rest.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call has come to so far. Used by one thread. */
final class CallLog {
  private final Operation operation;
  private final String path;
  private final Deadline deadline;
  private final List<BytebaseException> failures = new ArrayList<>();
  private int attempts;

  CallLog(Operation operation, String path, Deadline deadline) {
    this.operation = operation;
    this.path = path;
    this.deadline = deadline;
  }

  String path() {
    return path;
  }

  Deadline deadline() {
    return deadline;
  }

  int attempts() {
    return attempts;
  }

  void attemptBegins() {
    attempts++;
  }

  void attemptFailed(BytebaseException failure) {
    failures.add(failure);
  }

  CallFacts facts() {
    return new CallFacts(
        operation.shortName(), operation.httpMethod(), path, attempts, deadline.elapsed());
  }

  /** The same call, with a quarter of the time it has left, and at most so much. */
  CallLog forAPartOfItsTime(Duration most) {
    Duration part = deadline.remaining().dividedBy(4);
    Duration time = part.compareTo(most) < 0 ? part : most;
    return new CallLog(operation, path, Deadline.in(time, deadline.clock()));
  }

  /** The thread was interrupted; sets its flag again. */
  CallInterruptedException interrupted(String waitedFor) {
    Thread.currentThread().interrupt();
    return new CallInterruptedException(facts(), waitedFor);
  }

  DeadlineExceededException deadlineExceeded(String waitedFor, @Nullable Throwable fault) {
    Throwable cause = fault == null && !failures.isEmpty() ? last() : fault;
    return new DeadlineExceededException(facts(), deadline.timeout(), waitedFor, cause);
  }

  private BytebaseException last() {
    return failures.get(failures.size() - 1);
  }

  /** Gives the error that ends the call the failures before it, oldest first. */
  <E extends BytebaseException> E ending(E error) {
    for (BytebaseException failure : failures) {
      if (failure != error && failure != error.getCause()) {
        error.addSuppressed(failure);
      }
    }
    return error;
  }
}
