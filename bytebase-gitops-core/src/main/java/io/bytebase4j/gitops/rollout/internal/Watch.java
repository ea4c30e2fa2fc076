package io.bytebase4j.gitops.rollout.internal;

/** A watch that goes on until its watcher wants no more, or somebody ends it. Thread-safe. */
public interface Watch {
  /** Ends it. A call to its watcher that is under way goes on, and is the last one. Idempotent. */
  void cancel();

  /** Has the watcher look as soon as possible, without regard to the wait that it asked for. */
  void hurry();
}
