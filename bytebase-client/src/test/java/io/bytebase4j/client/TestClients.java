package io.bytebase4j.client;

import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import org.jspecify.annotations.Nullable;

/** Clients for tests, and what of them tests use all the time. */
final class TestClients {
  static final String EMAIL = "ci@service.bytebase.com";
  static final String KEY = "bbs_KeyThatNobodyMaySee";
  static final String TOKEN = "TokenThatNobodyMaySee";

  private TestClients() {}

  static BytebaseClient withToken(String url) {
    return tokenBuilder(url).build();
  }

  /** Sends nothing again, unless the test sets another policy. */
  static BytebaseClientBuilder tokenBuilder(String url) {
    return builder(url, Credentials.accessToken(TOKEN));
  }

  /** Sends nothing again, unless the test sets another policy. */
  static BytebaseClientBuilder accountBuilder(String url) {
    return builder(url, Credentials.serviceAccount(EMAIL, KEY));
  }

  private static BytebaseClientBuilder builder(String url, Credentials credentials) {
    return BytebaseClient.builder().url(url).credentials(credentials).retry(RetryPolicy.none());
  }

  /** The client's executor, for calls that a test puts together by itself. */
  static CallExecutor executor(BytebaseClient client) {
    return client.service(executor -> executor);
  }

  /** Keeps the last call in place of sending it. */
  static final class Recorder implements CallExecutor {
    @Nullable ApiCall<?> last;

    @Override
    @SuppressWarnings("NullAway") // no answer is looked at
    public <T extends @Nullable Object> T execute(ApiCall<T> call) {
      last = call;
      return null;
    }
  }
}
