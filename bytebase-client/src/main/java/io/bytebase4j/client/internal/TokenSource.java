package io.bytebase4j.client.internal;

import org.jspecify.annotations.Nullable;

/** Gives the token that a call carries. Thread-safe. */
@FunctionalInterface
interface TokenSource {
  /** No token: for signing in itself. */
  TokenSource NONE = () -> null;

  /** The token, signed in anew where that is due; null for none. */
  @Nullable String token();
}
