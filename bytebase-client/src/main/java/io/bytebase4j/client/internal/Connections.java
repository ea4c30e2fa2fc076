package io.bytebase4j.client.internal;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ServerContact;
import io.bytebase4j.client.rest.CallExecutor;
import java.time.Duration;
import okhttp3.HttpUrl;

/** The HTTP side of one client: its connections and what is built on them. */
public final class Connections implements AutoCloseable {
  private final Http http;
  private final CallExecutor calls;
  private final FirstContact contact;

  /**
   * Sets up; nothing is sent.
   *
   * @param settings how
   * @throws IllegalArgumentException if a file of certificates can't be read
   */
  public Connections(Settings settings) {
    http = new Http(settings);
    Json json = new Json();
    Events events = new Events(settings.listeners());
    Transport transport =
        new Transport(
            settings,
            http,
            new Requests(
                HttpUrl.get(settings.url().toString()), json, UserAgent.text(), settings.headers()),
            json,
            new Errors(json, settings.credentials(), settings.clock(), settings.maxResponseBytes()),
            new Guards(settings),
            new Retries(settings.retry()),
            new OperationClasses(),
            events);
    calls = new HttpCallExecutor(transport, tokens(settings, transport, events));
    contact = new FirstContact(transport);
  }

  private static TokenSource tokens(Settings settings, Transport transport, Events events) {
    TokenIssuers issuers = new TokenIssuers(new HttpCallExecutor(transport, TokenSource.NONE));
    Credentials credentials = settings.credentials();
    if (credentials instanceof Credentials.AccessToken given) {
      return TokenSource.fixed(given.token());
    }
    boolean issuedByServer = !(credentials instanceof Credentials.AccessTokens);
    boolean locksOut = credentials instanceof Credentials.ServiceAccount;
    TokenIssuer issuer;
    if (credentials instanceof Credentials.ServiceAccount account) {
      issuer = issuers.of(account);
    } else if (credentials instanceof Credentials.WorkloadIdentity identity) {
      issuer = issuers.of(identity);
    } else {
      issuer = issuers.of((Credentials.AccessTokens) credentials);
    }
    return new RenewedTokens(
        issuer, issuedByServer, locksOut, credentials.toString(), settings.clock(), events);
  }

  /**
   * Who executes calls.
   *
   * @return the executor, thread-safe
   */
  public CallExecutor calls() {
    return calls;
  }

  /**
   * Sends one request without credentials, once.
   *
   * @param timeout the longest time; more than zero
   * @return what the answer tells of the server
   * @throws io.bytebase4j.client.BytebaseException if there is no answer
   */
  public ServerContact contact(Duration timeout) {
    return contact.make(timeout);
  }

  /** Ends calls and closes connections; no new call is taken. */
  @Override
  public void close() {
    http.close();
  }
}
