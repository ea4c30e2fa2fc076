package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.api.Accounts;
import io.bytebase4j.testkit.internal.api.WorkloadIdentity;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.http.FaultSource;
import io.bytebase4j.testkit.internal.pg.PostgresServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server with its databases, removed together. */
public final class LocalServer implements AutoCloseable {

  private static final String SERVICE_ACCOUNT = "api-example@service.bytebase.com";
  private static final String ADMIN = "admin@example.com";
  private static final int KEY_LENGTH = 20;
  private static final int PASSWORD_LENGTH = 32;

  /**
   * How it is to be.
   *
   * @param port where it listens; 0 for any free port
   * @param project the id of the project
   * @param environments the ids of the environments, in the order of the stages
   * @param databases the databases
   * @param clock tells the time
   * @param tokenLifetime how long a token is good
   * @param sqlReview whether the project has a review policy
   * @param postgres a PostgreSQL that others use as well
   * @param usualRoles whether the service account has the usual roles
   * @param moreRoles the roles that the service account has besides the usual ones
   * @param issueApproval whether the project requires that issues are approved
   * @param workloadIdentities who may sign in with a token of another issuer
   * @param version which server it is
   */
  public record Options(
      int port,
      String project,
      List<String> environments,
      List<DatabaseSpec> databases,
      Clock clock,
      Duration tokenLifetime,
      boolean sqlReview,
      Optional<PostgresServer> postgres,
      boolean usualRoles,
      List<String> moreRoles,
      boolean issueApproval,
      List<WorkloadIdentity> workloadIdentities,
      ServerVersion version) {

    /** Copies the lists. */
    public Options {
      environments = List.copyOf(environments);
      databases = List.copyOf(databases);
      moreRoles = List.copyOf(moreRoles);
      workloadIdentities = List.copyOf(workloadIdentities);
    }
  }

  private final Options options;
  private final Accounts accounts;
  private final PostgresServer postgres;
  private final RealDatabases databases;
  private final BytebaseServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Starts the server; its databases are made when they are needed. */
  public LocalServer(Options options, FaultSource faults) {
    this.options = options;
    this.accounts =
        new Accounts(
            SERVICE_ACCOUNT,
            newKey(),
            ADMIN,
            Secrets.random(PASSWORD_LENGTH),
            options.usualRoles(),
            options.moreRoles(),
            options.workloadIdentities(),
            options.clock(),
            options.version().accountRules());
    this.postgres = options.postgres().orElseGet(PostgresServer::start);
    this.databases = new RealDatabases(options.databases(), postgres);
    try {
      this.server = new BytebaseServer(settings(), faults);
      requireIssueApproval(options.issueApproval());
    } catch (RuntimeException e) {
      removeDatabases();
      throw e;
    }
  }

  private static String newKey() {
    return "bbs_" + Secrets.random(KEY_LENGTH);
  }

  private BytebaseServer.Settings settings() {
    return new BytebaseServer.Settings(
        options.port(),
        options.project(),
        options.environments(),
        databases,
        postgres.jdbcUrl("postgres"),
        accounts,
        options.clock(),
        options.tokenLifetime(),
        options.sqlReview(),
        options.version());
  }

  /** Which server it is. */
  public ServerVersion version() {
    return options.version();
  }

  /** Where it listens. */
  public URI url() {
    return server.url();
  }

  /** The resource name of the project. */
  public String project() {
    return "projects/" + options.project();
  }

  /** Who may sign in. */
  public Accounts accounts() {
    return accounts;
  }

  /** Gives the service account another key, and returns that. */
  public String rotateServiceAccountKey() {
    String key = newKey();
    accounts.rotate(key);
    return key;
  }

  /** Says whether the project requires that issues are approved. */
  public void requireIssueApproval(boolean required) {
    server.requireIssueApproval(required);
  }

  /** Makes the access tokens so far worthless. */
  public void replaceTokenSecret() {
    server.replaceTokenSecret();
  }

  /** Ends it as SIGKILL does; a second call does nothing. */
  public void kill() {
    server.kill();
  }

  /** Starts it again after that, with all it had. */
  public void startAgain() {
    server.startAgain();
  }

  /** The databases. */
  public List<DatabaseSpec> databases() {
    return databases.specs();
  }

  /** Where the real database behind a target is. */
  public String jdbcUrl(String target) {
    return databases.jdbcUrl(target);
  }

  /** The newest requests, oldest first. */
  public List<Exchange> requests() {
    return server.requests();
  }

  /** Ends everything it started. A second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        server.close();
      } finally {
        removeDatabases();
      }
    }
  }

  private void removeDatabases() {
    if (options.postgres().isPresent()) {
      databases.close();
    } else {
      postgres.close();
    }
  }
}
