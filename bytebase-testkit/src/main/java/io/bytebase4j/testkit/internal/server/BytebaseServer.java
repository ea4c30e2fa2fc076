package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.api.Accounts;
import io.bytebase4j.testkit.internal.api.Api;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.api.Tokens;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.http.FaultSource;
import io.bytebase4j.testkit.internal.http.HttpServer;
import io.bytebase4j.testkit.internal.http.RequestLog;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The HTTP server, the state and the task runs, over databases that are there already. */
public final class BytebaseServer implements AutoCloseable {

  private static final int WORKSPACE_ID_LENGTH = 16;

  /**
   * How the server is to be.
   *
   * @param port where it listens; 0 for any free port
   * @param project the id of the project
   * @param environments the ids of the environments, in the order of the stages
   * @param databases the databases
   * @param accounts who may sign in
   * @param clock tells the time
   * @param tokenLifetime how long a token is good
   * @param sqlReview whether the project has a review policy
   */
  public record Settings(
      int port,
      String project,
      List<String> environments,
      List<DatabaseSpec> databases,
      Accounts accounts,
      Clock clock,
      Duration tokenLifetime,
      boolean sqlReview) {

    /** Copies the lists. */
    public Settings {
      environments = List.copyOf(environments);
      databases = List.copyOf(databases);
    }
  }

  private final RequestLog requests = new RequestLog();
  private final Tokens tokens;
  private final RunScheduler scheduler;
  private final HttpServer http;

  /** Starts it. */
  public BytebaseServer(Settings settings, FaultSource faults) {
    State state =
        new State(
            settings.clock(),
            settings.project(),
            settings.environments(),
            settings.databases().stream().map(DatabaseSpec::empty).toList());
    String workspaceId = Secrets.random(WORKSPACE_ID_LENGTH);
    tokens = new Tokens(settings.clock(), settings.tokenLifetime(), workspaceId);
    scheduler = new RunScheduler(state, "bytebase-testkit");
    Api api = ApiFactory.create(state, scheduler, forApi(settings, tokens, workspaceId));
    try {
      http = HttpServer.start(settings.port(), api::answer, faults, requests::add);
    } catch (RuntimeException e) {
      scheduler.close();
      throw e;
    }
  }

  private static ApiFactory.Settings forApi(Settings settings, Tokens tokens, String workspaceId) {
    int instances =
        (int) settings.databases().stream().map(DatabaseSpec::instance).distinct().count();
    return new ApiFactory.Settings(
        settings.accounts(),
        tokens,
        settings.clock(),
        settings.sqlReview(),
        workspaceId,
        instances,
        settings.databases().get(0).jdbcUrl());
  }

  /** Where it listens. */
  public URI url() {
    return http.url();
  }

  /** Makes the access tokens so far worthless. */
  public void replaceTokenSecret() {
    tokens.replaceSecret();
  }

  /** The newest requests, oldest first. */
  public List<Exchange> requests() {
    return requests.all();
  }

  /** Ends it. What runs is cancelled. */
  @Override
  public void close() {
    try {
      http.close();
    } finally {
      scheduler.close();
    }
  }
}
