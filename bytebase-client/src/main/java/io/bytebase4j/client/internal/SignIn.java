package io.bytebase4j.client.internal;

import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.api.AuthService;
import io.bytebase4j.client.model.LoginRequest;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs in a service account when the first token is wanted, and again shortly before a token ends.
 * Many threads that want a token at once cause one sign-in.
 */
final class SignIn implements TokenSource {
  private static final String LOGIN = "AuthService/Login";

  /** How long before its end a token is no longer used, so that it does not end on the road. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final AuthService auth;
  private final Credentials.ServiceAccount account;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable String token;
  private Instant renewAt = Instant.MIN;

  SignIn(AuthService auth, Credentials.ServiceAccount account, Clock clock) {
    this.auth = auth;
    this.account = account;
    this.clock = clock;
  }

  @Override
  public String token() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(
          LOGIN, "waiting for a sign-in", new InterruptedIOException("the thread was interrupted"));
    }
    try {
      return freshToken();
    } finally {
      lock.unlock();
    }
  }

  private String freshToken() {
    if (token != null && clock.instant().isBefore(renewAt)) {
      return token;
    }
    String fresh =
        auth.login(new LoginRequest().email(account.email()).password(account.key()))
            .execute()
            .getToken();
    if (fresh == null || fresh.isEmpty()) {
      throw new BadResponseException(
          LOGIN, 200, "application/json", "(an answer without a token)", null);
    }
    Instant end = AccessTokens.end(fresh);
    renewAt = end == null ? Instant.MAX : end.minus(MARGIN);
    token = fresh;
    return fresh;
  }
}
