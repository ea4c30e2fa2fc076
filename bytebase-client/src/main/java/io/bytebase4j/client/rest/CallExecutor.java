package io.bytebase4j.client.rest;

import org.jspecify.annotations.Nullable;

/** Carries calls to the server. Implementations are thread-safe. */
@FunctionalInterface
public interface CallExecutor {
  /**
   * Executes a call and waits for its answer.
   *
   * @param <T> the type of the answer
   * @param call the call
   * @return the answer; null only where the operation has none
   * @throws io.bytebase4j.client.BytebaseException if the call fails, whatever the reason
   */
  <T extends @Nullable Object> T execute(ApiCall<T> call);
}
