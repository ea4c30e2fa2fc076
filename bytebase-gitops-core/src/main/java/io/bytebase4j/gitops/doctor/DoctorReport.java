package io.bytebase4j.gitops.doctor;

import io.bytebase4j.client.ServerInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the doctor saw. Immutable and thread-safe. */
public final class DoctorReport {
  private final List<DoctorCheck> checks;
  private final List<JobPermissions> permissions;
  private final @Nullable ServerInfo server;

  DoctorReport(
      List<DoctorCheck> checks, List<JobPermissions> permissions, @Nullable ServerInfo server) {
    this.checks = List.copyOf(checks);
    this.permissions = List.copyOf(permissions);
    this.server = server;
  }

  /**
   * All that was looked at, or left out since an earlier check failed.
   *
   * @return the checks in the order in which they were made
   */
  public List<DoctorCheck> checks() {
    return checks;
  }

  /**
   * The checks of one kind.
   *
   * @param id for example {@link DoctorCheck#TARGET}
   * @return one, or more where each has a subject of its own; empty for targets if none was named
   */
  public List<DoctorCheck> checks(String id) {
    return checks.stream().filter(check -> check.id().equals(id)).toList();
  }

  /**
   * The permissions that each job needs.
   *
   * @return in the order of {@link Job}; empty if it did not come to that
   */
  public List<JobPermissions> permissions() {
    return permissions;
  }

  /**
   * Which server it is.
   *
   * @return version and shape; empty if it did not come to that
   */
  public Optional<ServerInfo> server() {
    return Optional.ofNullable(server);
  }

  /**
   * Whether nothing failed. What can't be told is no failure.
   *
   * @return true if no check is {@link CheckState#FAILED}
   */
  public boolean passed() {
    return firstFailure().isEmpty();
  }

  /**
   * What to mend first.
   *
   * @return the first check that failed; empty if none did
   */
  public Optional<DoctorCheck> firstFailure() {
    return checks.stream().filter(check -> check.state() == CheckState.FAILED).findFirst();
  }

  /**
   * The checks, each in a line.
   *
   * @return lines without colours; words of the server in them are as they came
   */
  @Override
  public String toString() {
    return String.join("\n", checks.stream().map(DoctorCheck::toString).toList());
  }
}
