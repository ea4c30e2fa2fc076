package io.bytebase4j.gitops.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the doctor asks to learn what an account may do. Nothing on the server is changed by it:
 * permissions are told by calls that the server refuses for what they hold, after it has looked for
 * the permission, and by the policies where the account may read these. Thread-safe.
 *
 * <p>The time that is left is asked for anew before each request. Faults of the way to the server
 * are thrown.
 */
public interface AccountCalls {

  /** What the server's answers tell. */
  enum Answer {
    /** Yes. */
    YES,
    /** No. */
    NO,
    /** They leave it open. */
    UNKNOWN
  }

  /**
   * What the server's answers tell, with its own words.
   *
   * @param answer what they tell
   * @param detail the server's message; empty where there is none to show
   */
  record Told(Answer answer, String detail) {
    /**
     * Without words.
     *
     * @param answer what they tell
     * @return the same with no message
     */
    public static Told of(Answer answer) {
      return new Told(answer, "");
    }
  }

  /**
   * The permissions that each job of a pipeline needs on this server.
   *
   * @param review for a review
   * @param release for a release
   * @param rollout for plan and rollout
   * @param approval for an approval by an issue
   */
  record Needs(
      List<String> review, List<String> release, List<String> rollout, List<String> approval) {
    /** Copies. */
    public Needs {
      review = List.copyOf(review);
      release = List.copyOf(release);
      rollout = List.copyOf(rollout);
      approval = List.copyOf(approval);
    }
  }

  /**
   * What each job needs.
   *
   * @return permissions such as {@code bb.releases.check}
   */
  Needs needs();

  /**
   * Whether there is a project.
   *
   * @param project its name
   * @param timeLeft the longest time of the next request, retries included
   * @return whether there is
   */
  Told hasProject(String project, Supplier<Duration> timeLeft);

  /**
   * Whether there is a database or database group in a project that is there.
   *
   * @param project the project
   * @param target its name
   * @param timeLeft the longest time of the next request, retries included
   * @return whether there is
   */
  Told hasTarget(String project, String target, Supplier<Duration> timeLeft);

  /**
   * Whether the account has a permission in a project that is there.
   *
   * @param project the project
   * @param permission one of those that the jobs need
   * @param timeLeft the longest time of the next request, retries included
   * @return whether it has
   */
  Answer may(String project, String permission, Supplier<Duration> timeLeft);
}
