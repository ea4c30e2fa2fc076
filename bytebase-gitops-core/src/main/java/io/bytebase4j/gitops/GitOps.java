package io.bytebase4j.gitops;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.doctor.Doctor;
import io.bytebase4j.gitops.doctor.DoctorReport;
import io.bytebase4j.gitops.doctor.DoctorRequest;
import io.bytebase4j.gitops.internal.ChosenDialect;
import io.bytebase4j.gitops.internal.ServerDialect;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleasePublisher;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.review.AppliedVersions;
import io.bytebase4j.gitops.review.Previewer;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.Reviewer;
import io.bytebase4j.gitops.review.RolloutPreview;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.Planner;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.Rollouts;
import io.bytebase4j.gitops.rollout.approval.Approval;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalRequest;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Database GitOps on one Bytebase server: migration files are reviewed, released, planned and
 * rolled out stage by stage. Each step takes what the step before gave.
 *
 * <p>Build it once and share it: it is thread-safe, keeps no state of its own between calls. The
 * threads of a review end with it; those of waits in the background are made with the first of them
 * and end when there is none any more. Every method may throw {@code
 * io.bytebase4j.client.BytebaseException} for what goes wrong between here and the server.
 */
public final class GitOps implements AutoCloseable {
  private static final Duration ASKING_TIMEOUT = Duration.ofMinutes(2);

  private final @Nullable BytebaseClient owned;

  private final Reviewer reviewer;
  private final AppliedVersions applied;
  private final Previewer previewer;
  private final ReleasePublisher publisher;
  private final Planner planner;
  private final Approvals approvals;
  private final Rollouts rollouts;
  private final RolloutPreparation preparation;
  private final Doctor doctor;

  private GitOps(
      BytebaseClient client, @Nullable BytebaseClient owned, Clock clock, Sleeper sleeper) {
    this.owned = owned;
    ServerDialect server = new ChosenDialect(client);
    this.reviewer = new Reviewer(server.reviews(), clock);
    this.applied = new AppliedVersions(server.reviews());
    this.previewer = new Previewer(server.reviews());
    this.publisher = new ReleasePublisher(server.releases(), clock, sleeper);
    this.planner = new Planner(server, clock, sleeper);
    this.approvals = new Approvals(server.plans(), clock, sleeper);
    this.rollouts = new Rollouts(server.rollouts(), approvals, clock, sleeper);
    this.preparation = new RolloutPreparation(publisher, planner, approvals, rollouts);
    this.doctor = new Doctor(client, server.accounts(), clock);
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
   * Tells whether a pipeline will work, before it does anything: whether the server is there, its
   * certificate and clock, the sign-in, its version, the project, the databases, and the
   * permissions for review, release, rollout and approval. What goes wrong is a check that failed,
   * with what to do, and no exception.
   *
   * <p>It makes nothing on the server; the server's audit log may show that it asked. Permissions
   * are told by calls that are refused for what they hold: CheckRelease, CreateRelease, CreatePlan
   * and CreateIssue with nothing in them, reads of what is not there, BatchCancelTaskRuns (of
   * servers of 2026) and CreateRollout (of those of 2025) with ids that nothing has; and by
   * GetIamPolicy and GetRole, where the account may read these. What that leaves open is {@code
   * UNKNOWN}.
   *
   * @param request what to look at
   * @return what was seen
   * @throws io.bytebase4j.client.CallInterruptedException if the thread is interrupted
   */
  public DoctorReport doctor(DoctorRequest request) {
    return doctor.examine(request);
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
    return applied.of(ResourceNames.requireDatabase(database), database, ASKING_TIMEOUT);
  }

  /**
   * Tells what a rollout would run where, without changing anything. The server's CheckRelease is
   * asked once for each database, with a comment in place of each file's content; so the role for
   * GitOps is enough.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @param targets the databases, or one database group; at least one, none twice
   * @return what would be run, database by database
   * @throws IllegalArgumentException if a name is not of its form
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public RolloutPreview preview(String project, MigrationSet migrations, List<String> targets) {
    migrations.requireValid();
    return previewer.preview(
        ResourceNames.requireProject(project),
        migrations,
        ResourceNames.requireTargets(targets),
        ASKING_TIMEOUT);
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
   * Finds the plan of a release and its targets, or makes it. It runs nothing.
   *
   * @param request what goes where
   * @return the plan
   * @throws io.bytebase4j.gitops.rollout.PlanOutcomeUnknownException if it can't be told whether
   *     the plan was made
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
  public RolloutHandle rollout(PlanRef plan) {
    return rollouts.attach(planner.rollout(plan));
  }

  /**
   * Waits for the approval of a plan, and then creates its rollout, or finds the one there is. It
   * runs nothing yet.
   *
   * @param plan the plan
   * @param approval whose approval is waited for
   * @return the rollout
   * @throws io.bytebase4j.gitops.rollout.approval.ApprovalException if there is none, whatever the
   *     reason; then no rollout is asked for
   * @throws io.bytebase4j.gitops.rollout.EmptyRolloutException if it has no tasks
   */
  public RolloutHandle rollout(PlanRef plan, ApprovalPolicy approval) {
    return rollouts.attach(planner.rollout(plan, approval));
  }

  /**
   * Asks for the approval of a plan by an issue, which is made if there is none, and waits for it.
   * It is to come before the rollout.
   *
   * @param request which plan, and how
   * @return the approval
   * @throws io.bytebase4j.gitops.rollout.approval.ApprovalException if there is none, whatever the
   *     reason
   */
  public Approval requireApproval(ApprovalRequest request) {
    return approvals.require(request);
  }

  /**
   * Goes the whole way from files to a rollout: releases them, plans the release, waits for the
   * approval if one is wanted, and creates the rollout. It runs nothing yet. Called again with the
   * same request, from another machine too, it finds what was made, and makes what was not.
   *
   * @param request what is to be rolled out, and where
   * @return the rollout, with its release and plan
   * @throws io.bytebase4j.gitops.release.ReleaseOutcomeUnknownException if it can't be told whether
   *     the release was made
   * @throws io.bytebase4j.gitops.rollout.PlanOutcomeUnknownException if it can't be told whether
   *     the plan was made
   * @throws io.bytebase4j.gitops.rollout.approval.ApprovalException if there is no approval; then
   *     no rollout is asked for
   * @throws io.bytebase4j.gitops.rollout.EmptyRolloutException if it has no tasks
   * @throws io.bytebase4j.gitops.journal.JournalException if the journal can't be written, or is
   *     about something else
   */
  public PreparedRollout prepare(RolloutRequest request) {
    return preparation.prepare(request);
  }

  /**
   * Attaches to a rollout, which another process may have made. Nothing is sent.
   *
   * @param rollout its name, for example {@code projects/hr/plans/101/rollout}
   * @return the rollout
   * @throws IllegalArgumentException if it is no such name
   */
  public RolloutHandle attach(String rollout) {
    return rollouts.attach(rollout);
  }

  /**
   * Ends the waits in the background, and closes the connection if it was made by {@link #connect}.
   * Idempotent.
   */
  @Override
  public void close() {
    rollouts.close();
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
