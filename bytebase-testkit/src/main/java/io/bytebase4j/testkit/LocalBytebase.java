package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.api.Roles;
import io.bytebase4j.testkit.internal.api.WorkloadIdentity;
import io.bytebase4j.testkit.internal.server.DatabaseSpec;
import io.bytebase4j.testkit.internal.server.LocalServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Bytebase server in this JVM, for tests and first steps. It listens on the loopback interface,
 * answers as a real server of August 2026 was measured to answer, and runs migrations on real
 * PostgreSQL databases of its own. A request whose answer was never measured gets HTTP 501 and a
 * message that says so.
 *
 * <pre>{@code
 * try (LocalBytebase bytebase = LocalBytebase.start()) {
 *   // sign in at bytebase.url() as bytebase.serviceAccount() with bytebase.serviceAccountSecret()
 * }
 * }</pre>
 *
 * <p>Out of the box there is the project {@code projects/hr} with the database {@code app_test} in
 * the environment {@code test} and {@code app_prod} in {@code prod}. Two accounts can sign in: a
 * service account with the role GitOps Service Agent and no other permission, and a user with every
 * permission. {@link Builder#workloadIdentity} adds accounts that sign in without a secret. As on a
 * real server, an e-mail that failed to sign in ten times within ten minutes is locked out with
 * 429.
 *
 * <p>Thread-safe. Two of them know nothing of each other.
 */
public final class LocalBytebase implements AutoCloseable {

  private final Faults faults = new Faults();
  private final LocalServer server;

  private LocalBytebase(LocalServer.Options options) {
    server = new LocalServer(options, faults.source());
  }

  /**
   * Starts a server with the layout that the class comment tells, on any free port, with a
   * PostgreSQL of its own.
   *
   * @return the running server, which the caller has to close
   * @throws java.io.UncheckedIOException if PostgreSQL does not start
   */
  public static LocalBytebase start() {
    return builder().start();
  }

  /** {@return a description of another server, with the defaults of this one} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return where it listens, for example {@code http://127.0.0.1:40123}, without a path} */
  public URI url() {
    return server.url();
  }

  /** {@return the resource name of the project, for example {@code projects/hr}} */
  public String project() {
    return server.project();
  }

  /**
   * {@return the resource names of the databases in the order in which they were described, for
   * example {@code instances/test-pg/databases/app_test}}
   */
  public List<String> targets() {
    return server.databases().stream().map(DatabaseSpec::target).toList();
  }

  /**
   * {@return the e-mail of the account that has the role GitOps Service Agent and no other
   * permission, unless {@link Builder#serviceAccountRole} gave it some}
   */
  public String serviceAccount() {
    return server.accounts().serviceAccount();
  }

  /**
   * {@return the key that {@link #serviceAccount()} signs in with now; it begins with {@code bbs_}
   * and is another one for each server}
   */
  public String serviceAccountSecret() {
    return server.accounts().serviceAccountSecret();
  }

  /** {@return the e-mail of the user who has every permission} */
  public String adminEmail() {
    return server.accounts().admin();
  }

  /**
   * {@return the password that {@link #adminEmail()} signs in with, another one for each server}
   */
  public String adminPassword() {
    return server.accounts().adminPassword();
  }

  /**
   * Gives {@link #serviceAccount()} a new key, as an admin does who updates its {@code
   * service_key}. With the old key it cannot sign in any more: 401 {@code invalid email or
   * password}. Access tokens got with the old key stay good until they end.
   *
   * @return the new key, which is also what {@link #serviceAccountSecret()} returns from now on
   * @throws IllegalStateException if the account is deleted
   */
  public String rotateServiceAccountKey() {
    return server.rotateServiceAccountKey();
  }

  /**
   * Deletes an account, as an admin does. From now on its sign-in is refused with 401 {@code user
   * has been deactivated} (a workload identity: {@code workload identity has been deactivated}),
   * and its access tokens with 401 {@code principal "…" has been deactivated by administrators}.
   *
   * @param email {@link #serviceAccount()} or a workload identity
   * @throws IllegalArgumentException if there is no such service account or workload identity
   * @throws IllegalStateException if it is deleted already
   */
  public void deleteAccount(String email) {
    server.accounts().delete(email);
  }

  /**
   * Takes {@link #deleteAccount} back, as an admin does. The key and the access tokens from before
   * are good again.
   *
   * @param email {@link #serviceAccount()} or a workload identity
   * @throws IllegalArgumentException if there is no such service account or workload identity
   * @throws IllegalStateException if it is not deleted
   */
  public void undeleteAccount(String email) {
    server.accounts().undelete(email);
  }

  /**
   * Sets the project's {@code requireIssueApproval}, as an admin does. If it is set, and a plan has
   * an issue that is not approved, its rollout is not made and its tasks are not run: 400 with code
   * 9. A plan without an issue is rolled out all the same.
   *
   * <p>As on the free plan nobody has to approve: a new issue is {@code CHECKING} for 20
   * milliseconds by {@link Builder#clock(Clock)} and then {@code SKIPPED}, which is as good as
   * approved, and 20 milliseconds later the server makes the rollout by itself. An issue that is
   * made after the rollout, while approval is required, stays {@code CHECKING}.
   *
   * @param required by default false, or what {@link Builder#requireIssueApproval} said
   */
  public void requireIssueApproval(boolean required) {
    server.requireIssueApproval(required);
  }

  /**
   * Makes all access tokens so far worthless, as when a real server was started again with another
   * secret to sign with: 401 {@code failed to parse claim}. Keys and passwords stay good, so
   * whoever signs in again can go on. To have tokens end in the ordinary way, with 401 {@code
   * access token expired}, move the clock given to {@link Builder#clock(Clock)}.
   */
  public void replaceTokenSecret() {
    server.replaceTokenSecret();
  }

  /**
   * Kills the server as SIGKILL does: open connections are reset, and until {@link #startAgain()}
   * new ones are refused. A request whose answer was lost by that was processed whole or not at
   * all. Releases, plans, rollouts, task runs, applied versions and sheets stay, and so do access
   * tokens, PostgreSQL and {@link #faults()}.
   *
   * <p>A task run that is at work stays RUNNING for the time being, and its log ends where it was.
   * The files before the current one are applied and stay so. As on a real server its session in
   * PostgreSQL, whose {@code application_name} is {@code bytebase-taskrun-} and the number of the
   * run, goes on until the current statement ends, and holds its locks so long; then it rolls back.
   *
   * <p>On a killed server it does nothing.
   *
   * @throws IllegalStateException if the server was closed
   */
  public void kill() {
    server.kill();
  }

  /**
   * Starts the server again after {@link #kill()}, at the same {@link #url()}, with all that it
   * had. Task runs that waited start as ever. One that was at work when the server was killed can
   * be neither cancelled nor run again, and keeps its database busy, until the server notices: then
   * it fails with the detail {@code Task run abandoned: owning replica stopped responding}. By
   * {@link Builder#clock(Clock)} that is at the first of this start and every 30 seconds after it
   * that is at least 60 seconds after the kill.
   *
   * @throws IllegalStateException if the server is not killed or was closed, or if somebody else
   *     has taken the port
   */
  public void startAgain() {
    server.startAgain();
  }

  /**
   * The real database behind a target, to look into or to prepare. Its physical name is not the one
   * in Bytebase. It is made when somebody first asks for it or something runs on it.
   *
   * @param target one of {@link #targets()}
   * @return a source of new connections as a superuser
   * @throws IllegalArgumentException if there is no such target
   */
  public DataSource dataSource(String target) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(target));
    return source;
  }

  /**
   * The JDBC URL of the real database behind a target.
   *
   * @param target one of {@link #targets()}
   * @return a URL that needs no password
   * @throws IllegalArgumentException if there is no such target
   */
  public String jdbcUrl(String target) {
    return server.jdbcUrl(target);
  }

  /** {@return what goes wrong with the next requests; always the same object} */
  public Faults faults() {
    return faults;
  }

  /**
   * {@return a copy of the requests so far, oldest first, those too that a fault met; of very many
   * or large ones only the newest 10,000, or 32 million characters}
   */
  public List<RecordedRequest> requests() {
    return server.requests().stream().map(RecordedRequest::of).toList();
  }

  /**
   * Ends everything it started: connections, threads, databases, and PostgreSQL unless that is
   * shared. A task run at work is cancelled. A second call does nothing.
   */
  @Override
  public void close() {
    server.close();
    faults.clear();
  }

  /**
   * {@return where it listens and no secrets, for example {@code
   * LocalBytebase[http://127.0.0.1:40123]}}
   */
  @Override
  public String toString() {
    return "LocalBytebase[" + url() + "]";
  }

  /** Describes a server. Not thread-safe. */
  public static final class Builder {
    private final Set<String> environments = new LinkedHashSet<>();
    private final List<DatabaseSpec> databases = new ArrayList<>();
    private final List<WorkloadIdentity> workloadIdentities = new ArrayList<>();
    private final List<String> moreRoles = new ArrayList<>();
    private int port;
    private String project = "hr";
    private Clock clock = Clock.systemUTC();
    private Duration accessTokenLifetime = Duration.ofHours(1);
    private boolean sqlReview = true;
    private boolean issueApproval;
    private @Nullable LocalPostgres postgres;

    private Builder() {}

    /**
     * Where to listen.
     *
     * @param port a TCP port, or 0 for any free one, which is the default
     * @return this
     */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /**
     * The project.
     *
     * @param id its id, without {@code projects/}; by default {@code hr}
     * @return this
     */
    public Builder project(String id) {
      this.project = DatabaseSpec.requireId(id);
      return this;
    }

    /**
     * Adds an environment after those there are. The stages of a rollout follow this order.
     *
     * @param id its id, without {@code environments/}
     * @return this
     */
    public Builder environment(String id) {
      environments.add(DatabaseSpec.requireId(id));
      return this;
    }

    /**
     * Adds a database, and its environment if there is none of that id yet. With the first one the
     * default databases are gone.
     *
     * @param environment the id of its environment
     * @param instance the id of its instance
     * @param database its name
     * @return this
     */
    public Builder database(String environment, String instance, String database) {
      environment(environment);
      databases.add(
          new DatabaseSpec(
              environment,
              DatabaseSpec.requireId(instance),
              DatabaseSpec.requireId(database),
              false));
      return this;
    }

    /**
     * Adds many databases of one environment, for tests of size. They cost little, because they are
     * not real databases but schemas of one: each comes first in the search path of its
     * connections, so a table without a schema in its name is another one in each. But statements
     * that name the schema {@code public} meet each other, and so do locks and extensions.
     *
     * @param environment the id of their environment
     * @param instance the id of their instance
     * @param prefix what their names begin with; numbers from 1 follow, for example {@code tenant1}
     * @param count how many, for example 10,000; at least 1
     * @return this
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public Builder databases(String environment, String instance, String prefix, int count) {
      if (count < 1) {
        throw new IllegalArgumentException("count must be at least 1, not " + count);
      }
      environment(environment);
      DatabaseSpec.requireId(instance);
      DatabaseSpec.requireId(prefix);
      for (int i = 1; i <= count; i++) {
        databases.add(new DatabaseSpec(environment, instance, prefix + i, true));
      }
      return this;
    }

    /**
     * What tells the time: for the times in answers, for release ids, for the end of tokens, and
     * for runs that are to start later.
     *
     * @param clock a clock; by default the system's
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * A PostgreSQL to make the databases in. It is not closed with the server, only the databases
     * are dropped.
     *
     * @param postgres a running one; by default the server starts one of its own
     * @return this
     */
    public Builder postgres(LocalPostgres postgres) {
      this.postgres = postgres;
      return this;
    }

    /**
     * How long an access token is good.
     *
     * @param lifetime at least one second; by default one hour
     * @return this
     */
    public Builder accessTokenLifetime(Duration lifetime) {
      this.accessTokenLifetime = lifetime;
      return this;
    }

    /**
     * Whether the project has a SQL review policy. If so, a check warns of a column that may be
     * NULL, and finds an error in a table without a primary key and in UPDATE and DELETE without
     * WHERE.
     *
     * @param sqlReview by default true
     * @return this
     */
    public Builder sqlReview(boolean sqlReview) {
      this.sqlReview = sqlReview;
      return this;
    }

    /**
     * Gives {@link LocalBytebase#serviceAccount()} another role in the project, besides GitOps
     * Service Agent: for issues {@code roles/projectViewer} is the least, for lists of releases and
     * of applied versions {@code roles/projectReleaser}.
     *
     * @param role {@code roles/projectViewer}, {@code roles/projectReleaser} or {@code
     *     roles/projectDeveloper}
     * @return this
     * @throws IllegalArgumentException if it is none of these
     */
    public Builder serviceAccountRole(String role) {
      moreRoles.add(Roles.require(role));
      return this;
    }

    /**
     * Whether nothing is rolled out whose issue is not approved.
     *
     * @param required by default false
     * @return this
     * @see LocalBytebase#requireIssueApproval(boolean)
     */
    public Builder requireIssueApproval(boolean required) {
      this.issueApproval = required;
      return this;
    }

    /**
     * Adds an account with the role GitOps Service Agent that signs in, by {@code POST
     * /v1/auth:exchangeToken}, with a token of the issuer of a CI system in place of a key.
     *
     * <p>The testkit cannot fetch the keys of an issuer, so it does <em>not</em> verify signatures:
     * whoever can write such a token gets in. All else is looked at as a real server does: the
     * token's form (three base64url parts; {@code RS256} or {@code ES256} in the header), and its
     * {@code iss}, {@code aud}, {@code sub} and {@code exp}, the latter by {@link #clock(Clock)}.
     *
     * @param email its e-mail, which ends in {@code workload.bytebase.com}, for example {@code
     *     ci@workload.bytebase.com}
     * @param issuerUrl the only issuer whose tokens it takes: an https URL whose host is not
     *     private
     * @param allowedAudiences the audiences of which a token needs at least one; if empty, the
     *     audience does not matter
     * @param subjectPattern the subject that a token needs, or its beginning and a {@code *}; if
     *     empty, the subject does not matter
     * @return this
     * @throws IllegalArgumentException if the e-mail or the URL is none of these, or an account
     *     with the e-mail was added before
     */
    public Builder workloadIdentity(
        String email, String issuerUrl, List<String> allowedAudiences, String subjectPattern) {
      if (workloadIdentities.stream().anyMatch(i -> i.email().equals(email))) {
        throw new IllegalArgumentException("there is a workload identity " + email + " already");
      }
      workloadIdentities.add(
          new WorkloadIdentity(email, issuerUrl, allowedAudiences, subjectPattern));
      return this;
    }

    /**
     * {@return a running server of this description, which the caller has to close}
     *
     * @throws java.io.UncheckedIOException if PostgreSQL does not start
     * @throws IllegalStateException if the port is taken
     */
    public LocalBytebase start() {
      if (databases.isEmpty()) {
        database("test", "test-pg", "app_test");
        database("prod", "prod-pg", "app_prod");
      }
      return new LocalBytebase(
          new LocalServer.Options(
              port,
              project,
              List.copyOf(environments),
              databases,
              clock,
              accessTokenLifetime,
              sqlReview,
              Optional.ofNullable(postgres).map(LocalPostgres::server),
              moreRoles,
              issueApproval,
              workloadIdentities));
    }
  }
}
