package io.bytebase4j.gitops.rollout.internal;

/** What went wrong, in the form in which watchers are told. */
final class Faults {
  private Faults() {}

  static RuntimeException of(Throwable thrown) {
    return thrown instanceof RuntimeException fault
        ? fault
        : new IllegalStateException("the look failed: " + thrown, thrown);
  }
}
