package io.bytebase4j.samples.citool.result;

import io.bytebase4j.gitops.doctor.DoctorCheck;

/** How the tool ends for what the doctor found first. */
public final class DoctorCodes {
  private DoctorCodes() {}

  /** The code for a check that failed. */
  public static ExitCode of(DoctorCheck failed) {
    // What was thrown says more than the check: the server may have gone away in the meantime.
    ExitCode thrown = failed.fault() == null ? ExitCode.FAILED : ExitCode.of(failed.fault());
    if (thrown != ExitCode.FAILED) {
      return thrown;
    }
    return switch (failed.id()) {
      case DoctorCheck.SIGN_IN, DoctorCheck.PERMISSIONS -> ExitCode.ACCESS_DENIED;
      case DoctorCheck.PROJECT, DoctorCheck.TARGET -> ExitCode.USAGE;
      default -> ExitCode.FAILED;
    };
  }
}
