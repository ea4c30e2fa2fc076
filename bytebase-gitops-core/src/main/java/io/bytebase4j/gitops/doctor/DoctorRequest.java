package io.bytebase4j.gitops.doctor;

import io.bytebase4j.gitops.common.ResourceNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be examined. Begin with {@link #of} or {@link #ofServer}. Immutable and thread-safe.
 */
public final class DoctorRequest {
  /** The longest time unless set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  private final @Nullable String project;
  private final List<String> targets;
  private final Duration timeout;

  private DoctorRequest(@Nullable String project, List<String> targets, Duration timeout) {
    this.project = project;
    this.targets = targets;
    this.timeout = timeout;
  }

  /**
   * Looks at the server, the account and a project.
   *
   * @param project the project, for example {@code projects/hr}
   * @return the request
   * @throws IllegalArgumentException if it is the name of no project
   */
  public static DoctorRequest of(String project) {
    return new DoctorRequest(ResourceNames.requireProject(project), List.of(), DEFAULT_TIMEOUT);
  }

  /**
   * Looks at the server and the account only. Permissions are those in a project: they are left
   * out.
   *
   * @return the request
   */
  public static DoctorRequest ofServer() {
    return new DoctorRequest(null, List.of(), DEFAULT_TIMEOUT);
  }

  /**
   * Looks for databases, too.
   *
   * @param names the databases or database groups of the project; none twice
   * @return a copy with them
   * @throws IllegalArgumentException if one is no such name or stands twice, there is none, or no
   *     project was named
   */
  public DoctorRequest withTargets(List<String> names) {
    if (project == null) {
      throw new IllegalArgumentException("targets lie in a project: name it, too");
    }
    return new DoctorRequest(project, ResourceNames.requireTargets(names), timeout);
  }

  /**
   * Sets the longest time for all of it.
   *
   * @param longest more than zero; 1 minute unless set
   * @return a copy with the time
   * @throws IllegalArgumentException if it is not more than zero
   */
  public DoctorRequest withTimeout(Duration longest) {
    if (longest.isZero() || longest.isNegative()) {
      throw new IllegalArgumentException("timeout is " + longest + ": it must be more than zero");
    }
    return new DoctorRequest(project, targets, longest);
  }

  /**
   * The project.
   *
   * @return its name; empty if none was named
   */
  public Optional<String> project() {
    return Optional.ofNullable(project);
  }

  /**
   * The databases and database groups.
   *
   * @return their names
   */
  public List<String> targets() {
    return targets;
  }

  /**
   * The longest time for all of it.
   *
   * @return more than zero
   */
  public Duration timeout() {
    return timeout;
  }
}
