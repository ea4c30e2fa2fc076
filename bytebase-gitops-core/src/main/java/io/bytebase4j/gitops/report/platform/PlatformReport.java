package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.console.ConsoleReport;
import io.bytebase4j.gitops.report.file.CodeQualityReport;
import io.bytebase4j.gitops.report.file.JUnitReport;
import io.bytebase4j.gitops.report.file.JsonReport;
import io.bytebase4j.gitops.report.file.ReportFile;
import io.bytebase4j.gitops.report.file.SarifReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows a review wherever the CI platform of a run has a place for it, by what its variables say.
 * Begin with {@link #of}. Immutable and thread-safe.
 *
 * <table>
 * <caption>Sinks and what they need</caption>
 * <tr><th>platform</th><th>always</th><th>on a pull request, with a token</th></tr>
 * <tr><td>Bitbucket</td><td>report with annotations, through the proxy of Pipelines or with the
 *   token</td><td>comment: {@code BITBUCKET_ACCESS_TOKEN}</td></tr>
 * <tr><td>GitHub</td><td>annotations, step summary, step outputs</td><td>comment: {@code
 *   GITHUB_TOKEN}</td></tr>
 * <tr><td>GitLab</td><td>none but files</td><td>note: {@code GITLAB_TOKEN}</td></tr>
 * <tr><td>Azure DevOps</td><td>log issues, summary</td><td>thread: {@code
 *   SYSTEM_ACCESSTOKEN}</td></tr>
 * </table>
 *
 * <p>Reviews with different keys stand side by side everywhere but in GitHub's step outputs, whose
 * names are fixed: a step that reviews several projects writes its own with {@code
 * GitHubOutputs.withPrefix}.
 *
 * <p>Every run prints the review to the log; {@link #withFiles} adds files for later steps.
 */
public final class PlatformReport {
  private final CiEnvironment ci;
  private final String pathPrefix;
  private final @Nullable Path files;

  private PlatformReport(CiEnvironment ci, String pathPrefix, @Nullable Path files) {
    this.ci = ci;
    this.pathPrefix = pathPrefix;
    this.files = files;
  }

  /**
   * Shows reviews of a run.
   *
   * @param ci the run
   * @return shows them on the run's platform
   */
  public static PlatformReport of(CiEnvironment ci) {
    return new PlatformReport(ci, "", null);
  }

  /**
   * Says where the files were scanned from, where that is not the root of the checkout, so that
   * platforms find them.
   *
   * @param folder the root of the scan
   * @return a copy that knows
   * @throws io.bytebase4j.gitops.ci.OutsideCheckoutException if the folder is outside of the
   *     checkout
   */
  public PlatformReport withScanRoot(Path folder) {
    return new PlatformReport(ci, ci.pathPrefixOf(folder), files);
  }

  /**
   * Writes files, too, whose names begin with {@code bytebase4j-} and the review's key, and end in
   * {@code .report.json}, {@code .sarif}, {@code .junit.xml} and {@code .codequality.json}.
   *
   * @param folder where they go; is made where it is not there
   * @return a copy that writes them
   */
  public PlatformReport withFiles(Path folder) {
    return new PlatformReport(ci, pathPrefix, folder);
  }

  /**
   * What the sinks show: the verdict with the run's page, and paths from the root of the checkout.
   *
   * @param verdict the verdict
   * @return what {@link #publish(ReportedReview, Appendable)} takes; its key and title may be set
   */
  public ReportedReview reported(ReviewVerdict verdict) {
    ReportedReview review = ReportedReview.of(verdict).withPathPrefix(pathPrefix);
    Optional<URI> run = ci.run().url();
    return run.isPresent() ? review.withRunUrl(run.get()) : review;
  }

  /**
   * Shows a verdict everywhere, see {@link #publish(ReportedReview, Appendable)}.
   *
   * @param verdict the verdict
   * @param log what the process prints to, for example {@code System.out}
   * @return how it ended for each place
   */
  public List<Publication> publish(ReviewVerdict verdict, Appendable log) {
    return publish(reported(verdict), log);
  }

  /**
   * Shows a review everywhere, one place after the other. Whatever goes wrong with one does not
   * keep it from the others, and is told by what this returns; nothing is thrown for it. What can't
   * be had here, such as a comment without a token, is among them as skipped, with the reason.
   *
   * @param review the review
   * @param log what the process prints to, for example {@code System.out}; CI platforms read
   *     commands from it
   * @return how it ended for each place, the log first
   */
  public List<Publication> publish(ReportedReview review, Appendable log) {
    List<Publication> ends = new ArrayList<>();
    for (ReviewPublisher publisher : publishers(review.key(), log)) {
      ends.add(publish(publisher, review));
    }
    return List.copyOf(ends);
  }

  // A fault of one sink, be it ours, must not hide the verdict.
  private static Publication publish(ReviewPublisher publisher, ReportedReview review) {
    try {
      return publisher.publish(review);
    } catch (RuntimeException e) {
      return Publication.failed(publisher.sink(), Texts.logLine(e.toString()));
    }
  }

  private List<ReviewPublisher> publishers(String key, Appendable log) {
    Sinks sinks = new Sinks(ci, log);
    sinks.print("log", ConsoleReport.plain());
    switch (ci.platform()) {
      case BITBUCKET -> BitbucketSinks.addTo(sinks);
      case GITHUB -> GitHubSinks.addTo(sinks);
      case GITLAB -> GitLabSinks.addTo(sinks);
      case AZURE_DEVOPS -> AzureSinks.addTo(sinks);
      case LOCAL -> {}
    }
    if (files != null) {
      addFile(sinks, files, key + ".report.json", new JsonReport());
      addFile(sinks, files, key + ".sarif", new SarifReport());
      addFile(sinks, files, key + ".junit.xml", new JUnitReport());
      addFile(sinks, files, key + ".codequality.json", new CodeQualityReport());
    }
    return sinks.all();
  }

  private static void addFile(Sinks sinks, Path folder, String name, ReviewRenderer renderer) {
    String file = "bytebase4j-" + name;
    sinks.add("file " + file, () -> ReportFile.of(folder.resolve(file), renderer));
  }
}
