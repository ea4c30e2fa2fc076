package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.rollout.approval.ApprovalLook.State;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An approval by a gate. */
final class GateSource implements ApprovalSource {
  private static final String PENDING = "PENDING";

  private final ApprovalGate gate;
  private final ApprovalQuestion question;

  GateSource(ApprovalGate gate, ApprovalQuestion question) {
    this.gate = gate;
    this.question = question;
  }

  @Override
  public ApprovalLook look() throws InterruptedException {
    ApprovalDecision decision;
    try {
      decision = gate.decide(question);
    } catch (IOException | UncheckedIOException e) {
      return ApprovalLook.passing(PENDING, e);
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      return PassingFaults.mayPass(e)
          ? ApprovalLook.passing(PENDING, e)
          : ApprovalLook.failed(State.GATE_FAILED, "", e);
    } catch (RuntimeException e) {
      return ApprovalLook.failed(State.GATE_FAILED, "", e);
    }
    if (decision instanceof ApprovalDecision.Approved approved) {
      return ApprovalLook.decided(State.APPROVED, "APPROVED", approved.by(), approved.comment());
    }
    if (decision instanceof ApprovalDecision.Rejected rejected) {
      return ApprovalLook.decided(State.REJECTED, "REJECTED", rejected.by(), rejected.reason());
    }
    return decision instanceof ApprovalDecision.Pending
        ? ApprovalLook.waiting(PENDING)
        : ApprovalLook.failed(State.GATE_FAILED, "", null);
  }

  @Override
  public String issue() {
    return "";
  }
}
