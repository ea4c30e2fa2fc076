package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalSubject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A rollout, to be looked at, run, waited for, cancelled. It is made by a plan, or attached to by
 * its name, from another process as well: what it knows, the server tells it.
 *
 * <p>Running anything again goes on where it stopped: tasks that are done, skipped or under way are
 * not started again; those that failed or were cancelled are.
 *
 * <p>Thread-safe. The policies of a handle never change: {@code withPolicy} makes another handle,
 * which has its listeners and subscribers in common with this one. Every method that asks the
 * server may throw {@code io.bytebase4j.client.BytebaseException}.
 */
public final class RolloutHandle {
  private final RolloutSetup setup;
  private final RolloutActions actions;

  RolloutHandle(RolloutSetup setup) {
    this.setup = setup;
    this.actions = new RolloutActions(setup);
  }

  /**
   * The rollout's name, by which another process attaches to it.
   *
   * @return for example {@code projects/hr/plans/101/rollout}
   */
  public String name() {
    return setup.name();
  }

  /**
   * Sets how stages are run that have no policy of their own.
   *
   * @param policy the policy
   * @return another handle
   */
  public RolloutHandle withPolicy(StagePolicy policy) {
    return new RolloutHandle(setup.with(policies -> policies.with(policy)));
  }

  /**
   * Sets how a stage is run.
   *
   * @param stage the stage's short name ({@code prod}), environment or whole name; running any
   *     stage fails if there is no such one
   * @param policy the policy
   * @return another handle
   */
  public RolloutHandle withPolicy(String stage, StagePolicy policy) {
    return new RolloutHandle(setup.with(policies -> policies.with(stage, policy)));
  }

  /**
   * Sets where it is written down what is done.
   *
   * @param journal the journal; one that is about another release or project is refused
   * @return another handle
   * @throws io.bytebase4j.gitops.journal.JournalMismatchException if it is about something else
   */
  public RolloutHandle withJournal(GitOpsJournal journal) {
    journal.belongTo(new JournalSubject(ResourceNames.projectOf(name()), "", List.of()));
    return new RolloutHandle(setup.with(journal));
  }

  /**
   * Adds one who hears what happens while this handle, or another made of it, runs or waits.
   *
   * @param listener called on the waiting thread
   * @return this handle
   */
  public RolloutHandle listen(RolloutListener listener) {
    setup.events().add(listener);
    return this;
  }

  /**
   * What happens while this handle, or another made of it, runs or waits, as a stream for
   * subscribers. It never ends by itself. A subscriber that asks for events too slowly gets {@link
   * MissedEventsException}.
   *
   * @return always the same publisher
   */
  public Flow.Publisher<RolloutEvent> events() {
    return setup.events().publisher();
  }

  /**
   * Looks at the rollout, by the server's GetRollout.
   *
   * @return how it stands now
   */
  public RolloutStatus status() {
    return setup.status();
  }

  /**
   * Runs what is left of a stage and waits for its end, by the server's BatchRunTasks and
   * GetRollout.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the stage, with all tasks done or skipped
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   * @throws StageOrderException if an earlier stage is not settled
   * @throws StageFailedException if tasks failed, were cancelled, or could not be started any more
   * @throws RolloutWaitTimeoutException if the time runs out
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public StageResult runStage(String stage) {
    return run(setup.stageRun(stage, StageRun.Scope.ALL));
  }

  /**
   * Runs the tasks of a stage that failed or were cancelled, and no others, and waits for their
   * end. Where there are none, it does nothing.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the stage
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   * @throws StageOrderException if an earlier stage is not settled
   * @throws StageFailedException if tasks failed again or were cancelled
   * @throws RolloutWaitTimeoutException if the time runs out
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public StageResult retryFailed(String stage) {
    return run(setup.stageRun(stage, StageRun.Scope.FAILED));
  }

  /**
   * Runs what is left of the stages up to one, in their order, each after the one before is
   * settled. It stops at the first that fails.
   *
   * @param stage the last one, by its short name ({@code prod}), environment or whole name
   * @return the stages
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   * @throws StageFailedException if tasks failed, were cancelled, or could not be started any more
   * @throws RolloutWaitTimeoutException if the time of a stage runs out
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public RolloutResult runThrough(String stage) {
    return run(setup.stagesRun(status -> status.through(stage)));
  }

  /**
   * Runs what is left of all stages, in their order. It stops at the first that fails.
   *
   * @return the stages
   * @throws StageFailedException if tasks failed, were cancelled, or could not be started any more
   * @throws RolloutWaitTimeoutException if the time of a stage runs out
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public RolloutResult runAll() {
    return run(setup.stagesRun(RolloutStatus::stages));
  }

  private RolloutResult run(StagesRun run) {
    setup.context().loop().run(name(), run);
    return run.result();
  }

  private StageResult run(StageRun run) {
    setup.context().loop().run(name(), run);
    return run.result();
  }

  /**
   * Runs what is left of a stage, as {@link #runStage} does, without a thread of the caller's: many
   * may run at once on a few threads of this library, which are daemons.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the stage, or as its failure what {@link #runStage} throws. Cancelling it ends the wait
   *     as an interrupt does: what is under way goes on, or is cancelled, by the policy. It fails
   *     when the {@code GitOps} is closed
   */
  public CompletableFuture<StageResult> runStageAsync(String stage) {
    StageRun run = setup.stageRun(stage, StageRun.Scope.ALL);
    return WatchedStep.begin(setup.context().poller(), name(), run, run::result);
  }

  /**
   * Runs what is left of the stages up to one, as {@link #runThrough} does, without a thread of the
   * caller's.
   *
   * @param stage the last one, by its short name ({@code prod}), environment or whole name
   * @return the stages, or as its failure what {@link #runThrough} throws; see {@link
   *     #runStageAsync}
   */
  public CompletableFuture<RolloutResult> runThroughAsync(String stage) {
    StagesRun run = setup.stagesRun(status -> status.through(stage));
    return WatchedStep.begin(setup.context().poller(), name(), run, run::result);
  }

  /**
   * Waits until nothing of the rollout is under way, as {@link #await(Duration)} does, without a
   * thread of the caller's.
   *
   * @param timeout the longest wait, zero or more
   * @return how the rollout stands then, or as its failure what {@link #await(Duration)} throws
   */
  public CompletableFuture<RolloutOutcome> awaitAsync(Duration timeout) {
    AwaitStep step = new AwaitStep(setup, RolloutStatus::stages, timeout);
    return WatchedStep.begin(setup.context().poller(), name(), step, step::outcome);
  }

  /**
   * Starts what may be started of a stage now, and does not wait. Another call, another process
   * too, may {@link #await} its end, or {@link #runStage} it, which also starts what the policy
   * held back.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the tasks that were started, as they were before; none if an approval is missing, or
   *     all that is left is under way or settled
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   * @throws StageOrderException if an earlier stage is not settled
   * @throws StageFailedException if nothing is left to start, and tasks failed or were cancelled
   * @throws io.bytebase4j.client.FailedPreconditionException if the server refuses to start them
   * @throws io.bytebase4j.client.OutcomeUnknownException if it is not known whether they were
   *     started; to start again is safe
   */
  public List<TaskState> start(String stage) {
    return setup.stageRun(stage, StageRun.Scope.ALL).look(setup.server().get(name()));
  }

  /**
   * Lets a stage begin whose policy wants a person's approval, see {@link
   * StagePolicy#withApprovalByPerson}: one that waits in this process, or, by the journal, one that
   * is run later in another. Nothing is sent to the server.
   *
   * @param stage the stage's short name ({@code prod}), environment or whole name
   * @param person who approves; not blank
   * @param comment what they say; may be empty
   * @throws IllegalArgumentException if nobody is named, or the stage is blank
   */
  public void approve(String stage, String person, String comment) {
    actions.approve(stage, person, comment);
  }

  /**
   * Waits until nothing of the rollout is under way, and starts nothing.
   *
   * @param timeout the longest wait, zero or more; when it is over, what is under way goes on
   * @return how the rollout stands then; {@link RolloutOutcome.State#PENDING} if something is left
   * @throws RolloutWaitTimeoutException if the time runs out and the server could not be asked
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public RolloutOutcome await(Duration timeout) {
    return await(new AwaitStep(setup, RolloutStatus::stages, timeout));
  }

  /**
   * Waits until nothing of a stage is under way, and starts nothing.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @param timeout the longest wait, zero or more; when it is over, what is under way goes on
   * @return how the stage stands then; {@link RolloutOutcome.State#PENDING} if something is left
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   * @throws RolloutWaitTimeoutException if the time runs out and the server could not be asked
   * @throws RolloutWaitInterruptedException if the thread is interrupted
   */
  public RolloutOutcome await(String stage, Duration timeout) {
    return await(new AwaitStep(setup, status -> List.of(status.stage(stage)), timeout));
  }

  private RolloutOutcome await(AwaitStep step) {
    setup.context().loop().run(name(), step);
    return step.outcome();
  }

  /**
   * Cancels the task runs of all stages that wait or are at work, by the server's
   * BatchCancelTaskRuns. It does not wait until they have ended: {@link #await} does.
   *
   * @return the names of the runs; none if nothing was under way
   */
  public List<String> cancel() {
    return actions.cancel(status().stages());
  }

  /**
   * Cancels the task runs of a stage that wait or are at work, by the server's BatchCancelTaskRuns.
   *
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the names of the runs; none if nothing was under way
   * @throws UnknownStageException if there is no such stage; it lists those that there are
   */
  public List<String> cancel(String stage) {
    return actions.cancel(List.of(status().stage(stage)));
  }

  /**
   * Skips a task for good, by the server's BatchSkipTasks. A task that is skipped already stays so.
   *
   * @param task its whole name, or its database's if the rollout has one task for it
   * @param reason why, for those who look at it later; not blank, at most 1,000 characters
   * @throws IllegalArgumentException if the reason is not so
   * @throws TaskNotInStageException if it is no task of this rollout
   * @throws io.bytebase4j.client.FailedPreconditionException if it is under way or done
   */
  public void skip(String task, String reason) {
    actions.skip(task, reason);
  }

  /**
   * Lists the runs of a task, by the server's ListTaskRuns.
   *
   * @param task its whole name, or its database's if the rollout has one task for it
   * @return its runs, the oldest first
   * @throws TaskNotInStageException if it is no task of this rollout
   */
  public List<TaskRunState> taskRuns(String task) {
    return setup.server().taskRuns(status().task(task).name()).stream()
        .map(TaskRunState::of)
        .toList();
  }

  /**
   * Reads the log of a task run, by the server's GetTaskRunLog.
   *
   * @param taskRun the run's whole name
   * @return its lines, the oldest first
   * @throws TaskNotInStageException if it is no run of this rollout
   */
  public List<LogLine> log(String taskRun) {
    if (!taskRun.startsWith(name() + "/stages/") || !taskRun.contains("/taskRuns/")) {
      throw new TaskNotInStageException(
          taskRun, "rollout " + name(), "expected " + name() + "/stages/…/tasks/…/taskRuns/…");
    }
    return setup.server().log(taskRun).stream().map(LogLine::of).toList();
  }

  /**
   * Asks for each task that is done how it could be taken back, by the server's
   * PreviewTaskRunRollback: to be kept beside a release, as long as nothing has gone wrong. The
   * server has such a statement only where it made a backup before the change.
   *
   * @return one for each task that is done, with a statement, or with the reason why there is none
   */
  public List<RollbackPreview> previewRollbacks() {
    return actions.previewRollbacks();
  }

  /**
   * The rollout's name.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return setup.name();
  }
}
