package io.bytebase4j.gitops.report;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all sinks show: a review, its verdict, and what tells it from other reviews of the same
 * commit. Immutable and thread-safe. Begin with {@link #of}.
 */
public final class ReportedReview {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Pattern NOT_IN_KEY = Pattern.compile("[^A-Za-z0-9._-]");

  private final ReviewVerdict verdict;
  private final FindingStates states;
  private final String key;
  private final String title;
  private final String pathPrefix;
  private final @Nullable URI runUrl;

  private ReportedReview(
      ReviewVerdict verdict,
      FindingStates states,
      String key,
      String title,
      String pathPrefix,
      @Nullable URI runUrl) {
    this.verdict = verdict;
    this.states = states;
    this.key = key;
    this.title = title;
    this.pathPrefix = pathPrefix;
    this.runUrl = runUrl;
  }

  /**
   * Takes a verdict. The key is the id of its project.
   *
   * @param verdict the verdict
   * @return what the sinks show
   */
  public static ReportedReview of(ReviewVerdict verdict) {
    String id = ResourceNames.lastPart(verdict.report().project());
    String key = NOT_IN_KEY.matcher(id).replaceAll("-");
    return new ReportedReview(
        verdict,
        new FindingStates(verdict),
        requireKey(key.substring(0, Math.min(key.length(), 40))),
        "SQL review of " + id,
        "",
        null);
  }

  /**
   * The verdict, which holds the report.
   *
   * @return the verdict
   */
  public ReviewVerdict verdict() {
    return verdict;
  }

  /**
   * The report that was judged.
   *
   * @return the report
   */
  public ReviewReport report() {
    return verdict.report();
  }

  /**
   * Tells the reviews of one commit apart, for example those of two projects. A sink replaces what
   * it showed for the same key before.
   *
   * @return 1 to 40 letters, digits, dots, underscores and hyphens
   */
  public String key() {
    return key;
  }

  /**
   * The heading; untrusted, as all text of a report.
   *
   * @return the heading
   */
  public String title() {
    return title;
  }

  /**
   * What stands before the paths of the report to make them relative to the root of the repository.
   *
   * @return empty, or ends in a slash
   */
  public String pathPrefix() {
    return pathPrefix;
  }

  /**
   * The page of the CI run.
   *
   * @return an http or https address, if there is one
   */
  public Optional<URI> runPage() {
    return Optional.ofNullable(runUrl);
  }

  /**
   * How a finding stands under the verdict: it stops the change, or is let pass on all its targets
   * alike.
   *
   * @param finding a finding of the report
   * @return how it stands
   */
  public FindingState stateOf(ReviewFinding finding) {
    return states.of(finding);
  }

  /**
   * Why a finding is let pass.
   *
   * @param finding a finding of the report
   * @return the reason, for a finding that is {@link FindingState#WAIVED}
   */
  public Optional<Waiver> waiverOf(ReviewFinding finding) {
    return states.waiverOf(finding);
  }

  /**
   * Where a file lies in the repository. An absolute path stays as it is, since it lies outside;
   * one that leaves the repository still begins with {@code ../}.
   *
   * @param file a path of the report
   * @return the path from the root of the repository, parted by {@code /}, without a leading {@code
   *     ./}
   */
  public String path(String file) {
    return RepositoryPaths.of(pathPrefix, file);
  }

  /**
   * Where the file of a finding lies in the repository.
   *
   * @param finding a finding of the report
   * @return as {@link #path(String)} says
   */
  public String path(ReviewFinding finding) {
    return path(finding.file());
  }

  /**
   * Sets the key.
   *
   * @param other 1 to 40 letters, digits, dots, underscores and hyphens
   * @return a copy with the key
   * @throws IllegalArgumentException if it is not of that form
   */
  public ReportedReview withKey(String other) {
    return new ReportedReview(verdict, states, requireKey(other), title, pathPrefix, runUrl);
  }

  private static String requireKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key \"" + key + "\" is not made of 1 to 40 letters, digits, dots, underscores, hyphens");
    }
    return key;
  }

  /**
   * Sets the heading.
   *
   * @param other the heading
   * @return a copy with the heading
   */
  public ReportedReview withTitle(String other) {
    return new ReportedReview(verdict, states, key, other, pathPrefix, runUrl);
  }

  /**
   * Sets what stands before the paths, where the files were not scanned from the root of the
   * repository.
   *
   * @param prefix for example {@code db/}; empty, or relative and ending in a slash
   * @return a copy with the prefix
   * @throws IllegalArgumentException if it is not of that form
   */
  public ReportedReview withPathPrefix(String prefix) {
    if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
      throw new IllegalArgumentException(
          "path prefix \"" + prefix + "\" is not relative and ending in a slash, such as db/");
    }
    return new ReportedReview(verdict, states, key, title, prefix, runUrl);
  }

  /**
   * Sets the page of the CI run.
   *
   * @param url an http or https address, without a user
   * @return a copy with the address
   * @throws IllegalArgumentException if it is none, or holds a user
   */
  public ReportedReview withRunUrl(URI url) {
    if (!"https".equalsIgnoreCase(url.getScheme()) && !"http".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("the run's address is none of http or https");
    }
    // A user in an address is most often a token; the sinks would show it to everybody.
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("the run's address holds a user: leave it out");
    }
    return new ReportedReview(verdict, states, key, title, pathPrefix, url);
  }
}
