package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.console.LogText;
import io.bytebase4j.gitops.report.platform.PlatformReport;
import io.bytebase4j.gitops.report.platform.PullRequestAuthors;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reviews the files, as bytebase-action's command of this name does. */
@Command(
    name = "check",
    sortOptions = false,
    header = "Reviews the files and shows the review on the CI platform.",
    mixinStandardHelpOptions = true,
    description =
        "Asks the server for a review of the files, for a pull request, and shows it "
            + "on the CI platform it runs on.")
final class Check extends ToolCommand {
  @Option(
      names = "--check-release",
      paramLabel = "GATE",
      defaultValue = "SKIP",
      description =
          "SKIP shows what is found and ends with 0, FAIL_ON_ERROR and FAIL_ON_WARNING "
              + "end with 3; ${DEFAULT-VALUE} by default, as with bytebase-action.")
  private CheckGate gate = CheckGate.SKIP;

  @Option(
      names = "--custom-rules",
      paramLabel = "TEXT",
      description = "Rules in plain words, for a server with AI reviews.")
  private @Nullable String customRules;

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description = "Writes the review as SARIF, JUnit XML, JSON and GitLab's code quality, too.")
  private @Nullable Path reports;

  @Mixin private FilesRead files = new FilesRead();

  @Override
  ExitCode run(RunResult result) {
    String project = tool().change().project();
    List<String> targets = tool().change().targets();
    MigrationSet set = files.read(tool());
    ReviewRequest request = ReviewRequest.of(project, targets, set);
    if (customRules != null) {
      request = request.withCustomRules(customRules);
    }
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      Optional<VcsUser> author = PullRequestAuthors.of(tool().ci()).find().user();
      if (author.isPresent()) {
        request = request.withAuthor(author.get());
      }
      ReviewVerdict verdict = gitOps.review(request).judgedBy(gate.policy());
      PlatformReport platform =
          PlatformReport.of(tool().ci()).withScanRoot(tool().context().folder());
      if (reports != null) {
        platform = platform.withFiles(tool().context().folder().resolve(reports));
      }
      ReportedReview reported = platform.reported(verdict);
      result.review(reported);
      tell(platform.publish(reported, tool().log()));
      return end(set, verdict);
    }
  }

  private void tell(List<Publication> publications) {
    publications.stream()
        .filter(end -> end.status() == Publication.Status.FAILED)
        .forEach(end -> tool().say(LogText.safe("not shown: " + end)));
  }

  private ExitCode end(MigrationSet set, ReviewVerdict verdict) {
    if (!set.errors().isEmpty()) {
      tool().say("Files that can't be used are let through by no gate; the server was not asked.");
      return ExitCode.REVIEW_BLOCKED;
    }
    if (verdict.passed()) {
      return ExitCode.OK;
    }
    if (gate == CheckGate.SKIP) {
      tool()
          .say(
              "The gate is SKIP: this review would stop the change under FAIL_ON_ERROR, and does"
                  + " not.");
      return ExitCode.OK;
    }
    return ExitCode.REVIEW_BLOCKED;
  }
}
