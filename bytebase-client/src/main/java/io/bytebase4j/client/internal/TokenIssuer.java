package io.bytebase4j.client.internal;

/** Gets a new access token. Thread-safe, though never called twice at once. */
@FunctionalInterface
interface TokenIssuer {
  /**
   * Gets one.
   *
   * @param call who wants it; its deadline bounds the wait
   * @throws io.bytebase4j.client.BytebaseException if none can be got
   */
  String issue(CallLog call);
}
