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
import io.bytebase4j.client.rest.CallExecutor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Bytebase server, over its REST API.
 *
 * <p>Build it once and share it: it is thread-safe and keeps connections. It signs in by itself
 * when it makes its first call. Each call is sent once; its caller waits, and an interrupt ends the
 * wait. Its threads are daemons, and none outlives {@link #close}.
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
  private final URI url;
  private final Connections connections;

  private BytebaseClient(Builder builder, URI url, Credentials credentials) {
    this.url = url;
    this.connections =
        new Connections(
            url, credentials, builder.connectTimeout, builder.callTimeout, builder.clock);
  }

  /**
   * Begins a client.
   *
   * @return a builder with no address and no credentials yet
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The server's address.
   *
   * @return as it was given, without a slash at its end
   */
  public URI url() {
    return url;
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
   * Any other service of {@code io.bytebase4j.client.api}.
   *
   * @param <S> the service
   * @param constructor its constructor, for example {@code SettingService::new}
   * @return the service, bound to this client
   */
  public <S> S service(Function<CallExecutor, S> constructor) {
    return constructor.apply(connections.calls());
  }

  /**
   * Closes the client's connections. Calls that are under way may still end; new ones throw {@link
   * IllegalStateException}. Idempotent.
   */
  @Override
  public void close() {
    connections.close();
  }

  @Override
  public String toString() {
    return "BytebaseClient{" + url + "}";
  }

  /** Builds a {@link BytebaseClient}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String url;
    private @Nullable Credentials credentials;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofMinutes(5);
    private boolean plainHttpAllowed;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * The server's address, with or without a path before {@code /v1}.
     *
     * @param url for example {@code https://bytebase.example.com}
     * @return this builder
     */
    public Builder url(String url) {
      this.url = url;
      return this;
    }

    /**
     * How to sign in.
     *
     * @param credentials the credentials
     * @return this builder
     */
    public Builder credentials(Credentials credentials) {
      this.credentials = credentials;
      return this;
    }

    /**
     * The longest wait for a connection, TLS included.
     *
     * @param timeout more than zero; 10 seconds unless set
     * @return this builder
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = requirePositive("connectTimeout", timeout);
      return this;
    }

    /**
     * The longest wait for one call, from connecting to the end of the answer. A review of many
     * files is slow: minutes for hundreds.
     *
     * @param timeout more than zero; 5 minutes unless set
     * @return this builder
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder callTimeout(Duration timeout) {
      callTimeout = requirePositive("callTimeout", timeout);
      return this;
    }

    /**
     * Allows {@code http} to a host other than this one, although it shows the token to everybody
     * on the road.
     *
     * @return this builder
     */
    public Builder allowPlainHttp() {
      plainHttpAllowed = true;
      return this;
    }

    /**
     * The time by which tokens are renewed.
     *
     * @param clock the system's unless set
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Makes the client. Nothing is sent yet.
     *
     * @return the client
     * @throws IllegalStateException if the address or the credentials are missing
     * @throws IllegalArgumentException if the address is none, or plain {@code http} to another
     *     host without {@link #allowPlainHttp}
     */
    public BytebaseClient build() {
      if (url == null) {
        throw new IllegalStateException("url is not set: give the server's address");
      }
      if (credentials == null) {
        throw new IllegalStateException(
            "credentials are not set: give Credentials.serviceAccount(email, key)");
      }
      return new BytebaseClient(this, ServerUrl.parse(url, plainHttpAllowed), credentials);
    }

    private static Duration requirePositive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " is " + value + ": it must be more than zero");
      }
      return value;
    }
  }
}
