package io.bytebase4j.gitops.rollout;

/**
 * Hears what happens to a rollout, on the thread that waits for it: it should be quick. What it
 * throws is logged and changes nothing.
 */
@FunctionalInterface
public interface RolloutListener {
  /**
   * Something happened.
   *
   * @param event what
   */
  void onEvent(RolloutEvent event);
}
