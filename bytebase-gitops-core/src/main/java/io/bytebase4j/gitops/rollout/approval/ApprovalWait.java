package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.PollInterval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wait for an approval, look by look. It never waits itself, so that a thread can drive many;
 * {@link Approvals#require(ApprovalPolicy, ApprovalQuestion)} drives one to its end. Used by one
 * thread at a time.
 */
public final class ApprovalWait {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalWait.class);

  private final ApprovalSource source;
  private final ApprovalQuestion question;
  private final Settings settings;
  private final Clock clock;
  private final Instant begun;
  private final PollInterval interval = new PollInterval();
  private @Nullable String lastStatus;
  private @Nullable Exception lastError;
  private @Nullable Approval result;
  private int polls;

  /**
   * How to wait.
   *
   * @param timeout the longest wait
   * @param listener who hears of changes
   * @param acceptsSkipped whether it is enough that the server wants no approval
   */
  record Settings(Duration timeout, ApprovalListener listener, boolean acceptsSkipped) {}

  ApprovalWait(ApprovalSource source, ApprovalQuestion question, Settings settings, Clock clock) {
    this.source = source;
    this.question = question;
    this.settings = settings;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** A wait that is over before it begins. */
  static ApprovalWait over(Approval approval, ApprovalSource source, Clock clock) {
    ApprovalWait wait =
        new ApprovalWait(
            source,
            approval.question(),
            new Settings(Duration.ZERO, ApprovalListener.NONE, false),
            clock);
    wait.result = approval;
    return wait;
  }

  /**
   * Looks once; the first look at a plan without an issue makes that.
   *
   * @return how long to wait until the next look; null if the approval is given
   * @throws ApprovalException if there is none and will be none, or the time is over
   * @throws BytebaseException if the server can't be asked for a reason that does not pass
   */
  public @Nullable Duration look() {
    if (result != null) {
      return null;
    }
    polls++;
    try {
      ApprovalLook seen = source.look();
      takeIn(seen);
      result = judge(seen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (CallInterruptedException e) {
      throw interrupted(e);
    } catch (BytebaseException e) {
      if (!PassingFaults.mayPass(e)) {
        throw e;
      }
      lastError = e;
    }
    return result == null ? untilNextLook() : null;
  }

  private void takeIn(ApprovalLook seen) {
    if (seen.fault() != null) {
      lastError = seen.fault();
    }
    if (!seen.status().isEmpty() && !seen.status().equals(lastStatus)) {
      lastStatus = seen.status();
      interval.reset();
      tell(seen.status());
    }
  }

  private void tell(String status) {
    try {
      settings
          .listener()
          .statusChanged(new ApprovalChange(clock.instant(), question, source.issue(), status));
    } catch (RuntimeException e) {
      LOG.warn("a listener failed at the approval of {}", question, e);
    }
  }

  private @Nullable Approval judge(ApprovalLook seen) {
    return switch (seen.state()) {
      case WAITING -> null;
      case APPROVED -> approval(Approval.Outcome.APPROVED, seen);
      case SKIPPED -> {
        if (!settings.acceptsSkipped()) {
          throw new ApprovalSkippedException(progress());
        }
        yield approval(Approval.Outcome.SKIPPED, seen);
      }
      case REJECTED -> throw new ApprovalRejectedException(seen.by(), seen.text(), progress());
      case CLOSED -> throw new ApprovalClosedException(seen.text(), progress());
      case FORBIDDEN ->
          throw new ApprovalForbiddenException(
              (PermissionDeniedException) Objects.requireNonNull(seen.fault()), progress());
      case IMPOSSIBLE ->
          throw new ApprovalImpossibleException(seen.text(), progress(), seen.fault());
      case GATE_FAILED -> throw new ApprovalGateException(progress(), seen.fault());
    };
  }

  private Approval approval(Approval.Outcome outcome, ApprovalLook seen) {
    return new Approval(outcome, question, source.issue(), seen.by(), seen.text(), elapsed());
  }

  private Duration untilNextLook() {
    Duration left = settings.timeout().minus(elapsed());
    if (left.isZero() || left.isNegative()) {
      throw new ApprovalTimeoutException(source.hint(), progress());
    }
    Duration next = interval.next();
    return next.compareTo(left) < 0 ? next : left;
  }

  /**
   * What to throw if the one who waits is interrupted.
   *
   * @param cause why
   * @return the exception, with how far the wait got
   */
  public ApprovalInterruptedException interrupted(Exception cause) {
    return new ApprovalInterruptedException(progress(), cause);
  }

  /**
   * The approval.
   *
   * @return the approval, after {@link #look} has returned null
   * @throws IllegalStateException before that
   */
  public Approval result() {
    if (result == null) {
      throw new IllegalStateException("there is no approval yet of " + question);
    }
    return result;
  }

  private Duration elapsed() {
    return Duration.between(begun, clock.instant());
  }

  private ApprovalException.Progress progress() {
    return new ApprovalException.Progress(
        question,
        source.issue(),
        Objects.requireNonNullElse(lastStatus, ""),
        elapsed(),
        polls,
        lastError);
  }
}
