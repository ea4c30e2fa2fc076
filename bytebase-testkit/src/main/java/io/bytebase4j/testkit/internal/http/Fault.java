package io.bytebase4j.testkit.internal.http;

/** What goes wrong with one request. */
public sealed interface Fault {

  /** Answered without being processed. */
  record AnswerInstead(Answer answer) implements Fault {}

  /** The connection is closed before anything is processed. */
  record Drop() implements Fault {}

  /** The connection is reset before anything is processed. */
  record Reset() implements Fault {}

  /** Not processed until the gate is open, and never if the connection ends before. */
  record HoldRequest(Gate gate) implements Fault {
    @Override
    public void release() {
      gate.open();
    }
  }

  /** Processed, and the connection closed without an answer. */
  record LoseAnswer() implements Fault {}

  /** Processed, and the connection reset without an answer. */
  record ResetAnswer() implements Fault {}

  /** Processed, and another answer given. */
  record ReplaceAnswer(Answer answer) implements Fault {}

  /** Processed, and half of the answer's body sent before the connection is closed. */
  record Truncate() implements Fault {}

  /** Processed, and the answer kept back until the gate is open. */
  record Hold(Gate gate) implements Fault {
    @Override
    public void release() {
      gate.open();
    }
  }

  /** Processed, and the second half of the answer's body kept back until the gate is open. */
  record Stall(Gate gate) implements Fault {
    @Override
    public void release() {
      gate.open();
    }
  }

  /** Keeps nothing back any more. */
  default void release() {}
}
