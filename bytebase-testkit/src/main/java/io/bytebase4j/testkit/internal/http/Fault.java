package io.bytebase4j.testkit.internal.http;

import java.util.concurrent.CountDownLatch;

/** What goes wrong with one request. */
public sealed interface Fault {

  /** Answered without being processed. */
  record AnswerInstead(Answer answer) implements Fault {}

  /** The connection is closed before anything is processed. */
  record Drop() implements Fault {}

  /** Processed, and the connection closed without an answer. */
  record LoseAnswer() implements Fault {}

  /** Processed, and another answer given. */
  record ReplaceAnswer(Answer answer) implements Fault {}

  /** Processed, and half of the answer's body sent before the connection is closed. */
  record Truncate() implements Fault {}

  /** Processed, and the answer kept back until the latch is open. */
  record Hold(CountDownLatch latch) implements Fault {}
}
