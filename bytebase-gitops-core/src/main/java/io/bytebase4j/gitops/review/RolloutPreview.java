package io.bytebase4j.gitops.review;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rollout would do where, if it were run now. Nothing was changed to find it out.
 *
 * @param targets one for each database, in the order in which they were asked for
 */
public record RolloutPreview(List<TargetPreview> targets) {
  /**
   * Copies the list.
   *
   * @param targets one for each database
   */
  public RolloutPreview {
    targets = List.copyOf(targets);
  }

  /**
   * Whether a rollout would run nothing.
   *
   * @return true if no file is pending anywhere
   */
  public boolean isEmpty() {
    return targets.stream().allMatch(target -> target.pending().isEmpty());
  }

  /**
   * For people, one line for each database.
   *
   * @return for example {@code instances/prod-pg/databases/app: 2 to run (7_a.sql, 8_b.sql), 6
   *     applied}
   */
  @Override
  public String toString() {
    return targets.stream().map(RolloutPreview::line).collect(Collectors.joining("\n"));
  }

  private static String line(TargetPreview target) {
    String names =
        target.pending().stream()
            .map(file -> file.path())
            .collect(Collectors.joining(", ", " (", ")"));
    String edited =
        target.edited().isEmpty() ? "" : ", " + target.edited().size() + " edited after that";
    return "%s: %d to run%s, %d applied%s"
        .formatted(
            target.target(),
            target.pending().size(),
            target.pending().isEmpty() ? "" : names,
            target.applied().size() + target.edited().size(),
            edited);
  }
}
