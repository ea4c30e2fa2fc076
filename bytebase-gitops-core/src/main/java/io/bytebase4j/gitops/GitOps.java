package io.bytebase4j.gitops;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.ServerDialect;
import io.bytebase4j.gitops.internal.api2026.Dialect2026;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.release.ReleasePublisher;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.review.AppliedVersions;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.Reviewer;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.Planner;
import io.bytebase4j.gitops.rollout.RolloutRef;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageRequest;
import io.bytebase4j.gitops.rollout.StageResult;
import io.bytebase4j.gitops.rollout.StageRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Database GitOps on one Bytebase server: migration files are reviewed, released, planned and
 * rolled out stage by stage. Each step takes what the step before gave.
 *
 * <p>Build it once and share it: it is thread-safe, keeps no state of its own between calls, and no
 * thread either: those of a review end with it. Every method may throw {@code
 * io.bytebase4j.client.BytebaseException} for what goes wrong between here and the server.
 */
public final class GitOps implements AutoCloseable {
  private final @Nullable BytebaseClient owned;
  private static final Duration REVISIONS_TIMEOUT = Duration.ofMinutes(2);

  private final Reviewer reviewer;
  private final AppliedVersions applied;
  private final ReleasePublisher publisher;
  private final Planner planner;
  private final StageRunner stages;

  private GitOps(
      BytebaseClient client, @Nullable BytebaseClient owned, Clock clock, Sleeper sleeper) {
    this.owned = owned;
    ServerDialect server = new Dialect2026(client);
    this.reviewer = new Reviewer(server.reviews(), clock);
    this.applied = new AppliedVersions(server.reviews());
    this.publisher = new ReleasePublisher(server.releases(), clock, sleeper);
    this.planner = new Planner(server);
    this.stages = new StageRunner(server.rollouts(), clock, sleeper);
  }

  /**
   * Connects to a server. Nothing is sent yet; {@link #close} closes the connection.
   *
   * @param url the server's address, for example {@code https://bytebase.example.com}
   * @param credentials how to sign in
   * @return the way in
   * @throws IllegalArgumentException if the address is none, or plain {@code http} to another host
   */
  public static GitOps connect(String url, Credentials credentials) {
    BytebaseClient client = BytebaseClient.builder().url(url).credentials(credentials).build();
    return new GitOps(client, client, Clock.systemUTC(), Sleeper.SYSTEM);
  }

  /**
   * Begins with a client of the caller's, which stays the caller's to close.
   *
   * @param client the client
   * @return a builder
   */
  public static Builder using(BytebaseClient client) {
    return new Builder(client);
  }

  /**
   * Asks the server to review migration files, target by target, some at once. Nothing is changed
   * there. Files that can't be used are findings of the report, too; with such, the server is not
   * asked.
   *
   * @param request what to review
   * @return what was found, over all targets
   * @throws io.bytebase4j.gitops.review.ReviewTimeoutException if the time is over before all
   *     targets are through
   * @throws io.bytebase4j.gitops.review.ReviewInterruptedException if the thread is interrupted
   */
  public ReviewReport review(ReviewRequest request) {
    return reviewer.review(request);
  }

  /**
   * Asks which versions are applied to a database, to compare files with them by {@code
   * MigrationSet.comparedWith}. The server's ListRevisions is asked, page by page.
   *
   * @param database for example {@code instances/prod-pg/databases/app}
   * @return the versions, with the hashes of their contents
   * @throws IllegalArgumentException if it is the name of no database
   * @throws io.bytebase4j.client.PermissionDeniedException if the account lacks {@code
   *     bb.revisions.list}; the role for GitOps does
   */
  public MigrationBaseline appliedVersions(String database) {
    return applied.of(ResourceNames.requireDatabase(database), database, REVISIONS_TIMEOUT);
  }

  /**
   * Creates a release of migration files, or finds the one there is. The same content is found
   * again, by whoever releases it within a day: running the same again goes on with the same
   * release, and a lost answer makes no second one. The request can set how far back is looked, or
   * that it is always a new one.
   *
   * <p>The server's {@code GetRelease} (permission {@code bb.releases.get}) and {@code
   * CreateRelease} ({@code bb.releases.create}) are asked; the role for GitOps has both.
   *
   * @param request what to release
   * @return the release; it says whether it was found
   * @throws io.bytebase4j.gitops.release.ReleaseOutcomeUnknownException if it was sent, and can't
   *     be told what became of it
   * @throws io.bytebase4j.gitops.release.ReleaseMismatchException if the server's release holds
   *     something else
   */
  public ReleaseRef release(ReleaseRequest request) {
    return publisher.publish(request);
  }

  /**
   * Finds a release by its name, as another process told it. The server's {@code GetRelease} is
   * asked (permission {@code bb.releases.get}).
   *
   * @param name for example {@code projects/hr/releases/gitops-1f0c2a3b4d5e-20261123-RC00}
   * @return the release; empty if there is none of that name, or no more
   * @throws IllegalArgumentException if it is the name of no release
   */
  public Optional<ReleaseRef> findRelease(String name) {
    return publisher.find(name);
  }

  /**
   * Creates a plan: which release goes where. It is sent once, and runs nothing.
   *
   * @param request what goes where
   * @return the plan
   */
  public PlanRef plan(PlanRequest request) {
    return planner.plan(request);
  }

  /**
   * Creates the rollout of a plan, or finds the one there is. It runs nothing yet.
   *
   * @param plan the plan
   * @return the rollout
   * @throws io.bytebase4j.gitops.rollout.EmptyRolloutException if it has no tasks
   */
  public RolloutRef rollout(PlanRef plan) {
    return planner.rollout(plan);
  }

  /**
   * Looks at a rollout.
   *
   * @param rollout the rollout; one of another process may be named by {@code new RolloutRef(name)}
   * @return how it stands now
   */
  public RolloutStatus status(RolloutRef rollout) {
    return stages.status(rollout);
  }

  /**
   * Runs what is left of a stage and waits for its end. Calling it again goes on where it stopped:
   * tasks that are done, skipped or under way are not started again.
   *
   * @param request which stage, and how long to wait
   * @return the stage, with all tasks done or skipped
   * @throws io.bytebase4j.gitops.rollout.UnknownStageException if there is no such stage
   * @throws io.bytebase4j.gitops.rollout.StageOrderException if an earlier stage is not settled
   * @throws io.bytebase4j.gitops.rollout.StageFailedException if tasks failed or were cancelled
   * @throws io.bytebase4j.gitops.rollout.RolloutWaitTimeoutException if the time runs out
   * @throws io.bytebase4j.gitops.rollout.RolloutWaitInterruptedException if the thread is
   *     interrupted
   */
  public StageResult runStage(StageRequest request) {
    return stages.run(request);
  }

  /** Closes the connection, if it was made by {@link #connect}. Idempotent. */
  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }

  /** Builds a {@link GitOps} on a client of the caller's. Not thread-safe. */
  public static final class Builder {
    private final BytebaseClient client;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.SYSTEM;

    private Builder(BytebaseClient client) {
      this.client = client;
    }

    /**
     * The time by which waits are measured.
     *
     * @param clock the system's unless set
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * How waits pass their time.
     *
     * @param sleeper sleeps on the caller's thread unless set
     * @return this builder
     */
    public Builder sleeper(Sleeper sleeper) {
      this.sleeper = sleeper;
      return this;
    }

    /**
     * Makes the way in. Nothing is sent.
     *
     * @return the way in
     */
    public GitOps build() {
      return new GitOps(client, null, clock, sleeper);
    }
  }
}
