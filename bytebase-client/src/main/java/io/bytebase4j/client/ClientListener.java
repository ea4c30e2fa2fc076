package io.bytebase4j.client;

/** Hears what happens in a client. Called on the thread that makes the call; be thread-safe. */
@FunctionalInterface
public interface ClientListener {
  /**
   * Something happened. What this throws is logged, and changes nothing else.
   *
   * @param event what
   */
  void onEvent(ClientEvent event);
}
