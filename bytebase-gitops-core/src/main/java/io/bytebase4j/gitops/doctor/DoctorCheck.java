package io.bytebase4j.gitops.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at. Immutable and thread-safe.
 *
 * @param id what, always the same: one of the constants here
 * @param subject which one, where there are several: the target, or the {@link Job#id} of a job;
 *     otherwise empty
 * @param state what came of it
 * @param text what was seen, and what to do; may hold words of the server
 * @param fault what was thrown where that decided it; otherwise null
 */
public record DoctorCheck(
    String id, String subject, CheckState state, String text, @Nullable RuntimeException fault) {
  /** Something answers at the address. */
  public static final String REACHABLE = "reachable";

  /** The way to it is encrypted, and the certificate is good for a while. */
  public static final String TLS = "tls";

  /** The clocks of the two agree. */
  public static final String CLOCK = "clock";

  /** The credentials are taken. */
  public static final String SIGN_IN = "sign-in";

  /** Who the account is. */
  public static final String ACCOUNT = "account";

  /** The server's version is supported. */
  public static final String VERSION = "version";

  /** The project is there. */
  public static final String PROJECT = "project";

  /** A database or database group is there; one check for each. */
  public static final String TARGET = "target";

  /** The account has the permissions for a job; one check for each. */
  public static final String PERMISSIONS = "permissions";

  static DoctorCheck of(String id, CheckState state, String text) {
    return new DoctorCheck(id, "", state, text, null);
  }

  DoctorCheck about(String named) {
    return new DoctorCheck(id, named, state, text, fault);
  }

  DoctorCheck because(RuntimeException thrown) {
    return new DoctorCheck(id, subject, state, text, thrown);
  }

  /**
   * The check in one line.
   *
   * @return state, id, subject and text
   */
  @Override
  public String toString() {
    return state + " " + id + (subject.isEmpty() ? "" : " " + subject) + ": " + text;
  }
}
