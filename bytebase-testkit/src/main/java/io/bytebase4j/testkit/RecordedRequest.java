package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.http.Exchange;
import java.util.HashMap;
import java.util.Map;

/**
 * A request that a {@link LocalBytebase} got, for a test to look at. Immutable.
 *
 * @param method the HTTP method, in upper case
 * @param path the path with its query, as sent
 * @param headers the headers, their names in lower case; the value of {@code authorization} is
 *     replaced by {@code ***}
 * @param body the body as text; empty if there was none. The body of a sign-in holds the password
 *     or the token
 */
public record RecordedRequest(
    String method, String path, Map<String, String> headers, String body) {

  /**
   * Copies the headers.
   *
   * @param method the HTTP method
   * @param path the path with its query
   * @param headers the headers
   * @param body the body
   */
  public RecordedRequest {
    headers = Map.copyOf(headers);
  }

  static RecordedRequest of(Exchange exchange) {
    Map<String, String> headers = new HashMap<>(exchange.headers());
    headers.computeIfPresent("authorization", (name, value) -> "***");
    return new RecordedRequest(exchange.method(), exchange.uri(), headers, exchange.body());
  }

  /**
   * Method and path; the body is left out because it may hold a password.
   *
   * @return for example {@code POST /v1/auth/login}
   */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
