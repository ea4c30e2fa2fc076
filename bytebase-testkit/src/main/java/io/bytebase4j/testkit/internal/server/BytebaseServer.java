package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.api.Accounts;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.api.Tokens;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.http.FaultSource;
import io.bytebase4j.testkit.internal.http.HeldPort;
import io.bytebase4j.testkit.internal.http.RequestLog;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server over databases that are there already: a process that can be killed and started again,
 * and what outlives it. Thread-safe.
 */
final class BytebaseServer implements AutoCloseable {

  private static final int WORKSPACE_ID_LENGTH = 16;

  /**
   * How the server is to be.
   *
   * @param port where it listens; 0 for any free port
   * @param project the id of the project
   * @param environments the ids of the environments, in the order of the stages
   * @param databases the databases
   * @param anyJdbcUrl a database to ask PostgreSQL something that needs none
   * @param accounts who may sign in
   * @param clock tells the time
   * @param tokenLifetime how long a token is good
   * @param sqlReview whether the project has a review policy
   * @param version which server it is
   */
  record Settings(
      int port,
      String project,
      List<String> environments,
      RealDatabases databases,
      String anyJdbcUrl,
      Accounts accounts,
      Clock clock,
      Duration tokenLifetime,
      boolean sqlReview,
      ServerVersion version) {

    /** Copies the environments. */
    Settings {
      environments = List.copyOf(environments);
    }
  }

  private final RequestLog requests = new RequestLog();
  private final FaultSource faults;
  private final State state;
  private final Tokens tokens;
  private final ServerVersion version;
  private final ApiFactory.Settings settings;
  private final URI url;
  private @Nullable ServerProcess process;
  private @Nullable HeldPort held;
  private boolean closed;

  /** Starts it. */
  BytebaseServer(Settings settings, FaultSource faults) {
    this.faults = faults;
    state =
        new State(
            settings.clock(),
            settings.project(),
            settings.environments(),
            databases(settings.databases()),
            settings.version().stateRules());
    String workspaceId = Secrets.random(WORKSPACE_ID_LENGTH);
    tokens = new Tokens(settings.clock(), settings.tokenLifetime(), workspaceId);
    version = settings.version();
    this.settings = forApi(settings, tokens, workspaceId);
    ServerProcess first = start(settings.port());
    process = first;
    url = first.url();
  }

  private static List<Database> databases(RealDatabases real) {
    return real.specs().stream().map(spec -> spec.empty(real.url(spec))).toList();
  }

  private static ApiFactory.Settings forApi(Settings settings, Tokens tokens, String workspaceId) {
    int instances =
        (int) settings.databases().specs().stream().map(DatabaseSpec::instance).distinct().count();
    return new ApiFactory.Settings(
        settings.accounts(),
        tokens,
        settings.clock(),
        settings.sqlReview(),
        workspaceId,
        instances,
        settings.anyJdbcUrl());
  }

  private ServerProcess start(int port) {
    return new ServerProcess(port, state, version, settings, faults, requests::add);
  }

  /** Where it listens. */
  public URI url() {
    return url;
  }

  /** Says whether the project requires that issues are approved. */
  public void requireIssueApproval(boolean required) {
    state.change(() -> state.requireIssueApproval(required));
  }

  /** Makes the access tokens so far worthless. */
  public void replaceTokenSecret() {
    tokens.replaceSecret();
  }

  /** The newest requests, oldest first. */
  public List<Exchange> requests() {
    return requests.all();
  }

  /** Kills the process, if there is one. */
  public synchronized void kill() {
    requireOpen();
    ServerProcess running = process;
    if (running != null) {
      process = null;
      running.kill();
      held = HeldPort.hold(url.getPort());
    }
  }

  /** Starts the next process, where the killed one was. */
  public synchronized void startAgain() {
    requireOpen();
    if (process != null) {
      throw new IllegalStateException("the server runs; only a killed one can be started again");
    }
    letPortGo();
    process = start(url.getPort());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the server was closed");
    }
  }

  private void letPortGo() {
    if (held != null) {
      held.close();
      held = null;
    }
  }

  /** Ends it. What runs is cancelled. A second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    letPortGo();
    ServerProcess running = process;
    process = null;
    if (running != null) {
      running.close();
    }
  }
}
