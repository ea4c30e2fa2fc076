package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.api.Roles;
import io.bytebase4j.testkit.internal.api.WorkloadIdentity;
import io.bytebase4j.testkit.internal.server.DatabaseSpec;
import io.bytebase4j.testkit.internal.server.LocalServer;
import io.bytebase4j.testkit.internal.server.ServerVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a {@link LocalBytebase}. Not thread-safe. */
public final class LocalBytebaseBuilder {
  private final Set<String> environments = new LinkedHashSet<>();
  private final List<DatabaseSpec> databases = new ArrayList<>();
  private final List<WorkloadIdentity> workloadIdentities = new ArrayList<>();
  private final List<String> moreRoles = new ArrayList<>();
  private boolean usualRoles = true;
  private ServerVersion version = ServerVersion.V2026_8;
  private int port;
  private String project = "hr";
  private Clock clock = Clock.systemUTC();
  private Duration accessTokenLifetime = Duration.ofHours(1);
  private boolean sqlReview = true;
  private boolean issueApproval;
  private @Nullable LocalPostgres postgres;

  LocalBytebaseBuilder() {}

  /**
   * Which server it is. Each answers as the real one of its age does: {@code 3.6.2} of May 2025,
   * {@code 3.9.2} of August 2025, {@code 2026.8} of August 2026. Workload identities and {@link
   * #requireIssueApproval} are there in 2026 only.
   *
   * @param version {@code 3.6.2}, {@code 3.9.2} or {@code 2026.8}, which is the default
   * @return this
   * @throws IllegalArgumentException if it is none of these
   */
  public LocalBytebaseBuilder version(String version) {
    this.version = ServerVersion.of(version);
    return this;
  }

  /**
   * Where to listen.
   *
   * @param port a TCP port, or 0 for any free one, which is the default
   * @return this
   */
  public LocalBytebaseBuilder port(int port) {
    this.port = port;
    return this;
  }

  /**
   * The project.
   *
   * @param id its id, without {@code projects/}; by default {@code hr}
   * @return this
   */
  public LocalBytebaseBuilder project(String id) {
    this.project = DatabaseSpec.requireId(id);
    return this;
  }

  /**
   * Adds an environment after those there are. The stages of a rollout follow this order.
   *
   * @param id its id, without {@code environments/}
   * @return this
   */
  public LocalBytebaseBuilder environment(String id) {
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
  public LocalBytebaseBuilder database(String environment, String instance, String database) {
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
   * not real databases but schemas of one: each comes first in the search path of its connections,
   * so a table without a schema in its name is another one in each. But statements that name the
   * schema {@code public} meet each other, and so do locks and extensions.
   *
   * @param environment the id of their environment
   * @param instance the id of their instance
   * @param prefix what their names begin with; numbers from 1 follow, for example {@code tenant1}
   * @param count how many, for example 10,000; at least 1
   * @return this
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public LocalBytebaseBuilder databases(
      String environment, String instance, String prefix, int count) {
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
   * What tells the time: for the times in answers, for release ids, for the end of tokens, and for
   * runs that are to start later.
   *
   * @param clock a clock; by default the system's
   * @return this
   */
  public LocalBytebaseBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * A PostgreSQL to make the databases in. It is not closed with the server, only the databases are
   * dropped.
   *
   * @param postgres a running one; by default the server starts one of its own
   * @return this
   */
  public LocalBytebaseBuilder postgres(LocalPostgres postgres) {
    this.postgres = postgres;
    return this;
  }

  /**
   * How long an access token is good.
   *
   * @param lifetime at least one second; by default one hour
   * @return this
   */
  public LocalBytebaseBuilder accessTokenLifetime(Duration lifetime) {
    this.accessTokenLifetime = lifetime;
    return this;
  }

  /**
   * Whether the project has a SQL review policy. If so, a check warns of a column that may be NULL,
   * and finds an error in a table without a primary key and in UPDATE and DELETE without WHERE.
   *
   * @param sqlReview by default true
   * @return this
   */
  public LocalBytebaseBuilder sqlReview(boolean sqlReview) {
    this.sqlReview = sqlReview;
    return this;
  }

  /**
   * Gives {@link LocalBytebase#serviceAccount()} another role in the project, besides the ones it
   * has. In 2026, for issues {@code roles/projectViewer} is the least, for lists of releases and of
   * applied versions {@code roles/projectReleaser}.
   *
   * @param role {@code roles/projectViewer}, {@code roles/projectReleaser} or {@code
   *     roles/projectDeveloper}
   * @return this
   * @throws IllegalArgumentException if it is none of these
   */
  public LocalBytebaseBuilder serviceAccountRole(String role) {
    moreRoles.add(Roles.require(role));
    return this;
  }

  /**
   * Takes the usual roles from {@link LocalBytebase#serviceAccount()}, so that it may do only what
   * those of {@link #serviceAccountRole} permit.
   *
   * @return this
   */
  public LocalBytebaseBuilder withoutUsualRoles() {
    this.usualRoles = false;
    return this;
  }

  /**
   * Whether nothing is rolled out whose issue is not approved.
   *
   * @param required by default false
   * @return this
   * @see LocalBytebase#requireIssueApproval(boolean)
   */
  public LocalBytebaseBuilder requireIssueApproval(boolean required) {
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
   * @param issuerUrl the only issuer whose tokens it takes: an https URL whose host is not private
   * @param allowedAudiences the audiences of which a token needs at least one; if empty, the
   *     audience does not matter
   * @param subjectPattern the subject that a token needs, or its beginning and a {@code *}; if
   *     empty, the subject does not matter
   * @return this
   * @throws IllegalArgumentException if the e-mail or the URL is none of these, or an account with
   *     the e-mail was added before
   */
  public LocalBytebaseBuilder workloadIdentity(
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
   * @throws IllegalStateException if the port is taken, or if a server of 2025 is to have what only
   *     the one of 2026 knows
   */
  public LocalBytebase start() {
    if (!version.hasIdentitiesAndApproval() && (issueApproval || !workloadIdentities.isEmpty())) {
      throw new IllegalStateException(
          "the server "
              + version.text()
              + " knows no workload identities and no required approval, only 2026.8 does");
    }
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
            usualRoles,
            moreRoles,
            issueApproval,
            workloadIdentities,
            version));
  }
}
