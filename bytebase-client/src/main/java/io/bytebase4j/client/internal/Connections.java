package io.bytebase4j.client.internal;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.api.AuthService;
import io.bytebase4j.client.rest.CallExecutor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import okhttp3.HttpUrl;

/** The HTTP side of one client: its connections and what is built on them. */
public final class Connections implements AutoCloseable {
  private final Http http;
  private final CallExecutor calls;

  /**
   * Sets up; nothing is sent.
   *
   * @param url the server's address
   * @param credentials how to sign in
   * @param connectTimeout the longest wait for a connection
   * @param callTimeout the longest wait for a whole call
   * @param clock the time, for renewing tokens
   */
  public Connections(
      URI url,
      Credentials credentials,
      Duration connectTimeout,
      Duration callTimeout,
      Clock clock) {
    http = new Http(connectTimeout, callTimeout);
    Json json = new Json();
    Requests requests = new Requests(HttpUrl.get(url.toString()), json, UserAgent.text());
    Errors errors = new Errors(json, credentials);
    AuthService auth =
        new AuthService(new HttpCallExecutor(http, requests, json, errors, TokenSource.NONE));
    calls =
        new HttpCallExecutor(http, requests, json, errors, tokenSource(credentials, auth, clock));
  }

  private static TokenSource tokenSource(Credentials credentials, AuthService auth, Clock clock) {
    if (credentials instanceof Credentials.AccessToken given) {
      return given::token;
    }
    return new SignIn(auth, (Credentials.ServiceAccount) credentials, clock);
  }

  /**
   * Who executes calls.
   *
   * @return the executor, thread-safe
   */
  public CallExecutor calls() {
    return calls;
  }

  /** Closes idle connections; those in use close when their call ends. No new call is taken. */
  @Override
  public void close() {
    http.close();
  }
}
