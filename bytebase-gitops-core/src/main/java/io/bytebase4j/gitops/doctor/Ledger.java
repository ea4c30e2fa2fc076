package io.bytebase4j.gitops.doctor;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The checks so far. After one that all others need, or a fault of the way to the server, no more
 * are made: they are noted as skipped. Not thread-safe.
 */
final class Ledger {
  private final List<DoctorCheck> checks = new ArrayList<>();
  private String why = "";

  List<DoctorCheck> checks() {
    return checks;
  }

  boolean isOpen() {
    return why.isEmpty();
  }

  /** A check that others need. */
  void need(String id, Supplier<DoctorCheck> look) {
    look(id, "", look);
    if (isOpen() && checks.get(checks.size() - 1).state() == CheckState.FAILED) {
      why = "not looked at, since " + id + " failed";
    }
  }

  /** A check that no other needs. */
  void look(String id, String subject, Supplier<DoctorCheck> look) {
    if (!isOpen()) {
      checks.add(DoctorCheck.of(id, CheckState.SKIPPED, why).about(subject));
      return;
    }
    try {
      checks.add(look.get().about(subject));
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      checks.add(failed(id, e).about(subject));
      why = "not looked at, since " + id + " failed";
    }
  }

  /** From here on there is nothing to look for. */
  void close(String reason) {
    if (isOpen()) {
      why = reason;
    }
  }

  static DoctorCheck failed(String id, RuntimeException fault) {
    return DoctorCheck.of(id, CheckState.FAILED, String.valueOf(fault.getMessage())).because(fault);
  }
}
