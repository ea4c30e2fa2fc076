package io.bytebase4j.client;

import io.bytebase4j.client.api.ActuatorService;
import io.bytebase4j.client.api.AuthService;
import io.bytebase4j.client.api.DatabaseGroupService;
import io.bytebase4j.client.api.DatabaseService;
import io.bytebase4j.client.api.IssueService;
import io.bytebase4j.client.api.PlanService;
import io.bytebase4j.client.api.ProjectService;
import io.bytebase4j.client.api.ReleaseService;
import io.bytebase4j.client.api.RevisionService;
import io.bytebase4j.client.api.RolloutService;
import io.bytebase4j.client.api.SheetService;
import io.bytebase4j.client.internal.Connections;
import io.bytebase4j.client.internal.ServerLookup;
import io.bytebase4j.client.internal.Settings;
import io.bytebase4j.client.rest.CallExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * A client of one Bytebase server, over its REST API.
 *
 * <p>Build it once and share it: it is thread-safe and keeps connections. It signs in by itself
 * before its first call, and again before its access token ends. Its caller waits, and an interrupt
 * ends the wait. A request that failed for a reason that may pass is sent again, but only where
 * that can do nothing twice: see {@link io.bytebase4j.client.rest.OperationClass}. Its threads are
 * daemons, and none outlives {@link #close}.
 *
 * <pre>{@code
 * try (BytebaseClient client =
 *     BytebaseClient.builder()
 *         .url("https://bytebase.example.com")
 *         .credentials(Credentials.serviceAccount(email, key))
 *         .build()) {
 *   Rollout rollout = client.rollouts().getRollout("projects/hr/plans/101/rollout").execute();
 * }
 * }</pre>
 */
public final class BytebaseClient implements AutoCloseable {
  private final Settings settings;
  private final Connections connections;
  private final ServerLookup server;

  BytebaseClient(Settings settings) {
    this.settings = settings;
    this.connections = new Connections(settings);
    this.server = new ServerLookup(connections.calls(), settings);
  }

  /**
   * Begins a client.
   *
   * @return a builder with no address and no credentials yet
   */
  public static BytebaseClientBuilder builder() {
    return new BytebaseClientBuilder();
  }

  /**
   * A client for the server and credentials that the environment names: {@code BYTEBASE_URL}, and
   * {@code BYTEBASE_ACCESS_TOKEN} or {@code BYTEBASE_SERVICE_ACCOUNT} with {@code
   * BYTEBASE_SERVICE_ACCOUNT_SECRET}. {@code BYTEBASE_SERVER_VERSION} may give the server's
   * version.
   *
   * @return the client; nothing is sent yet
   * @throws IllegalStateException if a variable is missing, naming it
   * @throws IllegalArgumentException if the address or the version is none
   */
  public static BytebaseClient fromEnvironment() {
    return builder().fromEnvironment(System.getenv()).build();
  }

  /**
   * Begins another client with the options of this one. The two share nothing.
   *
   * @return a builder with the options of this client
   */
  public BytebaseClientBuilder toBuilder() {
    return new BytebaseClientBuilder(settings);
  }

  /**
   * The server's address.
   *
   * @return as it was given, without a slash at its end
   */
  public URI url() {
    return settings.url();
  }

  /**
   * The credentials of this client, without their secrets.
   *
   * @return which kind, and of whom: for example {@code service account ci@service.bytebase.com}
   */
  public String credentials() {
    return settings.credentials().toString();
  }

  /**
   * Whether the server is there: asks it once, without credentials. Any answer will do, a refusal
   * too; it is not asked again where there is none.
   *
   * @param timeout the longest time, more than zero
   * @return what the answer tells of the server: how long it took, the time by its clock, the end
   *     of its certificate
   * @throws TransportException if there is no answer, saying where that ended
   * @throws DeadlineExceededException if there is none in time
   * @throws CallInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if the time is out of its range
   */
  public ServerContact contact(Duration timeout) {
    return connections.contact(TimeoutRule.require("timeout", timeout));
  }

  /**
   * Which server this is: its version, and the shape of its API. The server is asked ({@code
   * bytebase.v1.ActuatorService/GetActuatorInfo}, which needs no permission) on the first call, and
   * its answer is kept as long as the client; a failure is not. Where it reports no version, as a
   * build of one's own does, it is asked a few questions whose answers tell the shape, and the
   * result says so. Where the version was set by {@link BytebaseClientBuilder#serverVersion},
   * nothing is sent.
   *
   * @return what is known of it
   * @throws UnsupportedByServerException if it is older than 3.6, of 3.14, or what it is like can't
   *     be told
   * @throws BytebaseException if the server can't be asked
   */
  public ServerInfo server() {
    return server.info();
  }

  /**
   * Which server this is, told in a given time: see {@link #server()}.
   *
   * @param timeout the longest time for all that has to be asked, retries included
   * @return what is known of it
   * @throws UnsupportedByServerException if it is older than 3.6, of 3.14, or what it is like can't
   *     be told
   * @throws BytebaseException if the server can't be asked
   * @throws IllegalArgumentException if the time is out of its range
   */
  public ServerInfo server(Duration timeout) {
    return server.info(TimeoutRule.require("timeout", timeout));
  }

  /**
   * What the server says of itself.
   *
   * @return {@code ActuatorService}
   */
  public ActuatorService actuator() {
    return service(ActuatorService::new);
  }

  /**
   * Signing in and out. The client signs in by itself; this is for other uses.
   *
   * @return {@code AuthService}
   */
  public AuthService auth() {
    return service(AuthService::new);
  }

  /**
   * Databases.
   *
   * @return {@code DatabaseService}
   */
  public DatabaseService databases() {
    return service(DatabaseService::new);
  }

  /**
   * Database groups.
   *
   * @return {@code DatabaseGroupService}
   */
  public DatabaseGroupService databaseGroups() {
    return service(DatabaseGroupService::new);
  }

  /**
   * Issues, which carry approvals.
   *
   * @return {@code IssueService}
   */
  public IssueService issues() {
    return service(IssueService::new);
  }

  /**
   * Plans.
   *
   * @return {@code PlanService}
   */
  public PlanService plans() {
    return service(PlanService::new);
  }

  /**
   * Projects.
   *
   * @return {@code ProjectService}
   */
  public ProjectService projects() {
    return service(ProjectService::new);
  }

  /**
   * Releases and their reviews.
   *
   * @return {@code ReleaseService}
   */
  public ReleaseService releases() {
    return service(ReleaseService::new);
  }

  /**
   * Versions applied to databases.
   *
   * @return {@code RevisionService}
   */
  public RevisionService revisions() {
    return service(RevisionService::new);
  }

  /**
   * Rollouts, their tasks and task runs.
   *
   * @return {@code RolloutService}
   */
  public RolloutService rollouts() {
    return service(RolloutService::new);
  }

  /**
   * Contents of migration files.
   *
   * @return {@code SheetService}
   */
  public SheetService sheets() {
    return service(SheetService::new);
  }

  /**
   * Any other service of {@code io.bytebase4j.client.api}, or one in the shape of an older server.
   *
   * @param <S> the service
   * @param constructor its constructor, for example {@code SettingService::new}
   * @return the service, bound to this client
   */
  public <S> S service(Function<CallExecutor, S> constructor) {
    return constructor.apply(connections.calls());
  }

  /**
   * Ends the calls that are under way, and closes the client's connections; those of an {@code
   * OkHttpClient} of the caller's stay open. A create that was under way ends with {@link
   * OutcomeUnknownException}; what would be sent after this throws {@link IllegalStateException}.
   * Idempotent.
   */
  @Override
  public void close() {
    connections.close();
  }

  @Override
  public String toString() {
    return "BytebaseClient{" + settings.url() + ", " + settings.credentials() + "}";
  }
}
