package io.bytebase4j.gitops.review;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the review of one target got. Each file is in one of three lists for each database:
 * reviewed, already applied, or unknown.
 *
 * @param target the database; or the database group, where its databases may not be listed
 * @param group the database group that the database was named by; null where it was named itself
 * @param environment the environment as the request gives it; null where it gives none
 * @param outcome how far it got
 * @param reviewed what the server looked at, in order of versions
 * @param alreadyApplied the paths of files that are applied there unchanged, in order of versions
 * @param unknown the paths of files that the server did not get to, in order of versions
 * @param detail why the outcome is not {@link Outcome#COMPLETE}; empty if it is
 */
public record TargetReview(
    String target,
    @Nullable String group,
    @Nullable String environment,
    Outcome outcome,
    List<ReviewedFile> reviewed,
    List<String> alreadyApplied,
    List<String> unknown,
    String detail) {

  /** How far a review of a target got. */
  public enum Outcome {
    /** Every file is accounted for. */
    COMPLETE,
    /** The server stopped at its limit of findings. */
    CAPPED,
    /** A database group whose databases may not be listed: the server may have taken a sample. */
    SAMPLED,
    /** The server could not be asked, or the time was over. */
    FAILED,
    /** The server was not asked, since files can't be used. */
    NOT_ASKED
  }

  /**
   * Copies the lists.
   *
   * @param target the database; or the database group, where its databases may not be listed
   * @param group the database group that the database was named by; null where it was named itself
   * @param environment the environment as the request gives it; null where it gives none
   * @param outcome how far it got
   * @param reviewed what the server looked at, in order of versions
   * @param alreadyApplied the paths of files that are applied there unchanged, in order of versions
   * @param unknown the paths of files that the server did not get to, in order of versions
   * @param detail why the outcome is not {@link Outcome#COMPLETE}; empty if it is
   */
  public TargetReview {
    reviewed = List.copyOf(reviewed);
    alreadyApplied = List.copyOf(alreadyApplied);
    unknown = List.copyOf(unknown);
  }

  /**
   * The environment as the request gives it.
   *
   * @return the environment, if it gives one
   */
  public Optional<String> environmentIfKnown() {
    return Optional.ofNullable(environment);
  }

  /**
   * Whether every file is accounted for.
   *
   * @return true for {@link Outcome#COMPLETE}
   */
  public boolean isComplete() {
    return outcome == Outcome.COMPLETE;
  }

  /**
   * The rows that would change there.
   *
   * @return the sum over the files that were reviewed
   */
  public long affectedRows() {
    return reviewed.stream().mapToLong(ReviewedFile::affectedRows).sum();
  }

  /**
   * The highest risk there.
   *
   * @return {@link RiskLevel#NONE} where the server gave none
   */
  public RiskLevel riskLevel() {
    return RiskLevel.highest(reviewed.stream().map(ReviewedFile::riskLevel));
  }
}
