package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalGate;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a stage is run. Made by {@link #standard()} and changed by copies. Immutable.
 *
 * <p>Unless told otherwise: the stages before it must be settled; all tasks are started at once; a
 * failed task stays failed; the wait ends after {@link #DEFAULT_TIMEOUT}; and what runs at the
 * server then, or when the waiting thread is interrupted, goes on.
 */
public final class StagePolicy {
  /** The longest time of a stage unless set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  /** The longest time in which cancelled runs settle, unless set. */
  public static final Duration DEFAULT_SETTLE_TIMEOUT = Duration.ofSeconds(30);

  private static final StagePolicy STANDARD = new StagePolicy(new Copy());

  private final Copy values;

  private StagePolicy(Copy values) {
    this.values = values;
  }

  /**
   * What is done unless told otherwise.
   *
   * @return the policy
   */
  public static StagePolicy standard() {
    return STANDARD;
  }

  /**
   * Sets the longest time of the stage, from the call, or from the beginning of its time window if
   * that is later.
   *
   * @param timeout more than zero
   * @return a copy
   * @throws IllegalArgumentException if it is not
   */
  public StagePolicy withTimeout(Duration timeout) {
    requirePositive("timeout", timeout);
    return with(copy -> copy.timeout = timeout);
  }

  /**
   * Lets the stage run although one before it is not settled. The server does not keep the order.
   *
   * @return a copy
   */
  public StagePolicy outOfOrder() {
    return with(copy -> copy.inOrder = false);
  }

  /**
   * Sets what becomes of a task that failed.
   *
   * @param onFailure stop, retry or skip
   * @return a copy
   */
  public StagePolicy onFailure(FailurePolicy onFailure) {
    return with(copy -> copy.onFailure = onFailure);
  }

  /**
   * Sets how many tasks may be under way at once. A failure then keeps the rest from being started,
   * see {@link #stopAfterFailures}.
   *
   * @param most at least 1
   * @return a copy
   * @throws IllegalArgumentException if it is less
   */
  public StagePolicy withParallelism(int most) {
    requireAtLeastOne("parallelism", most);
    return with(copy -> copy.parallelism = most);
  }

  /**
   * Runs some databases first, and the rest when those are done.
   *
   * @param first how many, in the order of the stage's tasks; at least 1
   * @return a copy
   * @throws IllegalArgumentException if it is less
   */
  public StagePolicy withCanary(int first) {
    requireAtLeastOne("canary", first);
    return with(copy -> copy.canary = first);
  }

  /**
   * Sets how many tasks must have failed for good until no other is started any more.
   *
   * @param failures at least 1, which is what holds unless set
   * @return a copy
   * @throws IllegalArgumentException if it is less
   */
  public StagePolicy stopAfterFailures(int failures) {
    requireAtLeastOne("stopAfterFailures", failures);
    return with(copy -> copy.maxFailures = failures);
  }

  /**
   * Sets when tasks may begin.
   *
   * @param window the time
   * @return a copy
   */
  public StagePolicy withTimeWindow(TimeWindow window) {
    return with(copy -> copy.window = window);
  }

  /**
   * Cancels the runs that have not begun when so many tasks have failed that no other is started.
   *
   * @return a copy
   */
  public StagePolicy cancelPendingOnFailure() {
    return with(copy -> copy.cancelPendingOnFailure = true);
  }

  /**
   * Cancels the runs that wait or are at work when the time is over or the waiting thread is
   * interrupted, and waits for them to settle.
   *
   * @param settleTimeout the longest time for that, more than zero
   * @return a copy
   * @throws IllegalArgumentException if it is not
   */
  public StagePolicy cancelWhenEnded(Duration settleTimeout) {
    requirePositive("settleTimeout", settleTimeout);
    return with(
        copy -> {
          copy.cancelWhenEnded = true;
          copy.settleTimeout = settleTimeout;
        });
  }

  /**
   * Starts nothing before somebody outside of Bytebase has approved: a CI system's manual step, an
   * ITSM ticket. What is waited for then does not count as time of the stage.
   *
   * @param approval who is asked, and how long at most
   * @return a copy
   */
  public StagePolicy withApproval(ApprovalPolicy.ByGate approval) {
    return with(
        copy -> {
          copy.approval = approval;
          copy.byPerson = false;
        });
  }

  /**
   * Starts nothing before a person has approved by {@link RolloutHandle#approve}. What is waited
   * for then does not count as time of the stage.
   *
   * @param timeout the longest wait for it, more than zero
   * @return a copy
   * @throws IllegalArgumentException if it is not
   */
  public StagePolicy withApprovalByPerson(Duration timeout) {
    ApprovalPolicy.ByGate approval =
        ApprovalPolicy.byGate(question -> ApprovalDecision.pending()).withTimeout(timeout);
    return with(
        copy -> {
          copy.approval = approval;
          copy.byPerson = true;
        });
  }

  /** Whose approval is waited for; those of persons are asked for at a gate. */
  Optional<ApprovalPolicy.ByGate> approval(ApprovalGate persons) {
    return Optional.ofNullable(values.approval)
        .map(
            own ->
                values.byPerson ? ApprovalPolicy.byGate(persons).withTimeout(own.timeout()) : own);
  }

  Duration timeout() {
    return values.timeout;
  }

  boolean inOrder() {
    return values.inOrder;
  }

  FailurePolicy onFailure() {
    return values.onFailure;
  }

  int parallelism() {
    return values.parallelism;
  }

  int canary() {
    return values.canary;
  }

  int maxFailures() {
    return values.maxFailures;
  }

  Optional<TimeWindow> window() {
    return Optional.ofNullable(values.window);
  }

  boolean cancelsPendingOnFailure() {
    return values.cancelPendingOnFailure;
  }

  boolean cancelsWhenEnded() {
    return values.cancelWhenEnded;
  }

  Duration settleTimeout() {
    return values.settleTimeout;
  }

  private StagePolicy with(Consumer<Copy> change) {
    Copy copy = new Copy(values);
    change.accept(copy);
    return new StagePolicy(copy);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be more than zero");
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be at least 1");
    }
  }

  @Override
  public String toString() {
    return "StagePolicy[timeout=%s, inOrder=%s, onFailure=%s, parallelism=%d, canary=%d, stopAfterFailures=%d, window=%s, approval=%s, cancelPendingOnFailure=%s, cancelWhenEnded=%s]"
        .formatted(
            values.timeout,
            values.inOrder,
            values.onFailure,
            values.parallelism,
            values.canary,
            values.maxFailures,
            values.window,
            values.approval == null ? "none" : values.byPerson ? "by a person" : "by a gate",
            values.cancelPendingOnFailure,
            values.cancelWhenEnded ? values.settleTimeout : false);
  }

  /** What can be set; changed only on its way into another policy. */
  private static final class Copy {
    private Duration timeout = DEFAULT_TIMEOUT;
    private boolean inOrder = true;
    private FailurePolicy onFailure = FailurePolicy.stop();
    private int parallelism = Integer.MAX_VALUE;
    private int canary;
    private int maxFailures = 1;
    private @Nullable TimeWindow window;
    private ApprovalPolicy.@Nullable ByGate approval;
    private boolean byPerson;
    private boolean cancelPendingOnFailure;
    private boolean cancelWhenEnded;
    private Duration settleTimeout = DEFAULT_SETTLE_TIMEOUT;

    Copy() {}

    Copy(Copy from) {
      timeout = from.timeout;
      inOrder = from.inOrder;
      onFailure = from.onFailure;
      parallelism = from.parallelism;
      canary = from.canary;
      maxFailures = from.maxFailures;
      window = from.window;
      approval = from.approval;
      byPerson = from.byPerson;
      cancelPendingOnFailure = from.cancelPendingOnFailure;
      cancelWhenEnded = from.cancelWhenEnded;
      settleTimeout = from.settleTimeout;
    }
  }
}
