package io.bytebase4j.gitops.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a journal is about: one release of one project to its targets.
 *
 * @param project the project, for example {@code projects/hr}
 * @param releaseKey the key of what is released; empty where it is not known (yet)
 * @param targets the databases, or one database group; empty where they are not known (yet)
 */
public record JournalSubject(String project, String releaseKey, List<String> targets) {
  private static final int SHOWN = 3;

  /**
   * Copies the targets.
   *
   * @param project the project, for example {@code projects/hr}
   * @param releaseKey the key of what is released; empty where it is not known (yet)
   * @param targets the databases, or one database group; empty where they are not known (yet)
   * @throws IllegalArgumentException if the project is blank
   */
  public JournalSubject {
    if (project.isBlank()) {
      throw new IllegalArgumentException("the journal's project is blank");
    }
    targets = List.copyOf(targets);
  }

  /** Whether the two differ in nothing that both know. */
  boolean fits(JournalSubject other) {
    return project.equals(other.project)
        && (releaseKey.isEmpty()
            || other.releaseKey.isEmpty()
            || releaseKey.equals(other.releaseKey))
        && (targets.isEmpty()
            || other.targets.isEmpty()
            || new HashSet<>(targets).equals(new HashSet<>(other.targets)));
  }

  /** This one, and what only the other knows. */
  JournalSubject with(JournalSubject other) {
    return new JournalSubject(
        project,
        releaseKey.isEmpty() ? other.releaseKey : releaseKey,
        targets.isEmpty() ? other.targets : targets);
  }

  /**
   * The subject in words.
   *
   * @return for example {@code projects/hr, release key 1f0c…, 2 targets (…)}
   */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(List.of(project));
    if (!releaseKey.isEmpty()) {
      parts.add("release key " + releaseKey);
    }
    if (!targets.isEmpty()) {
      String more = targets.size() > SHOWN ? ", …" : "";
      List<String> first = targets.subList(0, Math.min(SHOWN, targets.size()));
      parts.add(targets.size() + " targets (" + String.join(", ", first) + more + ")");
    }
    return String.join(", ", parts);
  }
}
