package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.server.DatabaseSpec;
import io.bytebase4j.testkit.internal.server.LocalServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Bytebase server in this JVM, for tests and first steps. It listens on the loopback interface,
 * answers as a real server of August 2026 was measured to answer, or one of 2025 if {@link
 * LocalBytebaseBuilder#version} says so, and runs migrations on real PostgreSQL databases of its
 * own. A request whose answer is not known gets HTTP 501 and a message that says so.
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
 * permission. In 2025 there was no such role; there the service account has the two that together
 * may do as much, Project Owner and Project Releaser. {@link LocalBytebaseBuilder#workloadIdentity}
 * adds accounts that sign in without a secret. As on a real server of 2026, an e-mail that failed
 * to sign in ten times within ten minutes is locked out with 429.
 *
 * <p>Thread-safe. Two of them know nothing of each other.
 */
public final class LocalBytebase implements AutoCloseable {

  private final Faults faults = new Faults();
  private final LocalServer server;

  LocalBytebase(LocalServer.Options options) {
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
  public static LocalBytebaseBuilder builder() {
    return new LocalBytebaseBuilder();
  }

  /** {@return which server it is: {@code 3.6.2}, {@code 3.9.2} or {@code 2026.8}} */
  public String version() {
    return server.version().text();
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
   * {@return the e-mail of the account that may do what GitOps takes and no more, unless {@link
   * LocalBytebaseBuilder#serviceAccountRole} gave it some}
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
   * password}, or what the older servers say. Access tokens got with the old key stay good until
   * they end.
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
   * and its access tokens with 401 {@code principal "…" has been deactivated by administrators};
   * the servers of 2025 have other words for both.
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
   * milliseconds by {@link LocalBytebaseBuilder#clock(Clock)} and then {@code SKIPPED}, which is as
   * good as approved, and 20 milliseconds later the server makes the rollout by itself. An issue
   * that is made after the rollout, while approval is required, stays {@code CHECKING}.
   *
   * @param required by default false, or what {@link LocalBytebaseBuilder#requireIssueApproval}
   *     said
   * @throws IllegalStateException if it is a server of 2025, where projects have no such setting
   */
  public void requireIssueApproval(boolean required) {
    if (!server.version().hasIdentitiesAndApproval()) {
      throw new IllegalStateException("projects have no such setting in " + version());
    }
    server.requireIssueApproval(required);
  }

  /**
   * Makes all access tokens so far worthless, as when a real server was started again with another
   * secret to sign with: 401 {@code failed to parse claim}. Keys and passwords stay good, so
   * whoever signs in again can go on. To have tokens end in the ordinary way, with 401 {@code
   * access token expired}, move the clock given to {@link LocalBytebaseBuilder#clock(Clock)}.
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
   * {@link LocalBytebaseBuilder#clock(Clock)} that is at the first of this start and every 30
   * seconds after it that is at least 60 seconds after the kill. A server of 2025 does not notice
   * anything: it begins such a run anew at once, and a file that was not committed runs again.
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
}
