package io.bytebase4j.gitops.report;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all sinks show: a review, its verdict, and what tells it from other reviews of the same
 * commit. Immutable. Begin with {@link #of}.
 *
 * @param verdict the verdict, which holds the report
 * @param key tells the reviews of one commit apart, for example those of two projects; a sink
 *     replaces what it showed for the same key before. 1 to 40 letters, digits, dots, underscores
 *     and hyphens
 * @param title the heading; untrusted, as all text of a report
 * @param pathPrefix what stands before the paths of the report to make them relative to the root of
 *     the repository; empty, or ends in a slash
 * @param runUrl the page of the CI run; null where there is none
 */
public record ReportedReview(
    ReviewVerdict verdict, String key, String title, String pathPrefix, @Nullable URI runUrl) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Pattern NOT_IN_KEY = Pattern.compile("[^A-Za-z0-9._-]");

  /**
   * Checks the parts.
   *
   * @param verdict the verdict, which holds the report
   * @param key tells the reviews of one commit apart; 1 to 40 letters, digits, dots, underscores
   *     and hyphens
   * @param title the heading
   * @param pathPrefix what stands before the paths of the report; empty, or ends in a slash
   * @param runUrl the page of the CI run; null where there is none
   * @throws IllegalArgumentException if the key, the prefix or the address is not of its form
   */
  public ReportedReview {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key \"" + key + "\" is not made of 1 to 40 letters, digits, dots, underscores, hyphens");
    }
    if (!pathPrefix.isEmpty() && (!pathPrefix.endsWith("/") || pathPrefix.startsWith("/"))) {
      throw new IllegalArgumentException(
          "path prefix \"" + pathPrefix + "\" is not relative and ending in a slash, such as db/");
    }
    if (runUrl != null
        && !"https".equals(runUrl.getScheme())
        && !"http".equals(runUrl.getScheme())) {
      throw new IllegalArgumentException("the run's address is none of http or https");
    }
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
        verdict, key.length() > 40 ? key.substring(0, 40) : key, "SQL review of " + id, "", null);
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
   * The page of the CI run.
   *
   * @return the address, if there is one
   */
  public Optional<URI> runPage() {
    return Optional.ofNullable(runUrl);
  }

  /**
   * Sets the key.
   *
   * @param other 1 to 40 letters, digits, dots, underscores and hyphens
   * @return a copy with the key
   */
  public ReportedReview withKey(String other) {
    return new ReportedReview(verdict, other, title, pathPrefix, runUrl);
  }

  /**
   * Sets the heading.
   *
   * @param other the heading
   * @return a copy with the heading
   */
  public ReportedReview withTitle(String other) {
    return new ReportedReview(verdict, key, other, pathPrefix, runUrl);
  }

  /**
   * Sets what stands before the paths, where the files were not scanned from the root of the
   * repository.
   *
   * @param prefix for example {@code db/}
   * @return a copy with the prefix
   */
  public ReportedReview withPathPrefix(String prefix) {
    return new ReportedReview(verdict, key, title, prefix, runUrl);
  }

  /**
   * Sets the page of the CI run.
   *
   * @param url an http or https address
   * @return a copy with the address
   */
  public ReportedReview withRunUrl(URI url) {
    return new ReportedReview(verdict, key, title, pathPrefix, url);
  }
}
