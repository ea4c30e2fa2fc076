package io.bytebase4j.client.internal;

import org.jspecify.annotations.Nullable;

/** Gives the token that a call carries. Thread-safe. */
interface TokenSource {
  /** No token: for signing in itself. */
  TokenSource NONE = fixed(null);

  /**
   * The token, got anew where that is due; null for none.
   *
   * @param call who wants it; its deadline bounds the wait
   * @throws io.bytebase4j.client.BytebaseException if none can be got
   */
  @Nullable String token(CallLog call);

  /**
   * Another token than one that the server refused; null where there is no other.
   *
   * @param refused the token that was refused
   * @param call who wants it; its deadline bounds the wait
   * @throws io.bytebase4j.client.BytebaseException if none can be got
   */
  @Nullable String tokenInPlaceOf(String refused, CallLog call);

  /** Always the same. */
  static TokenSource fixed(@Nullable String token) {
    return new TokenSource() {
      @Override
      public @Nullable String token(CallLog call) {
        return token;
      }

      @Override
      public @Nullable String tokenInPlaceOf(String refused, CallLog call) {
        return null;
      }
    };
  }
}
