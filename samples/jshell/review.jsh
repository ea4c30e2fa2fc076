// Review this folder: what would the server say to its migration files?
// Takes BYTEBASE_PROJECT, BYTEBASE_TARGETS (parted by commas) and BYTEBASE_FILE_PATTERN (or *.sql).
// Ends with 0 if the review passes, with 1 if it does not, with 2 if that can't be told.

import io.bytebase4j.client.*
import io.bytebase4j.gitops.*
import io.bytebase4j.gitops.migration.*
import io.bytebase4j.gitops.report.*
import io.bytebase4j.gitops.report.console.*
import io.bytebase4j.gitops.review.*

String variable(String name) {
  return Objects.requireNonNull(System.getenv(name), "set " + name);
}

var exitCode = 2
try (var client = BytebaseClient.fromEnvironment(); var gitOps = GitOps.using(client).build()) {
  var pattern = System.getenv().getOrDefault("BYTEBASE_FILE_PATTERN", "*.sql");
  var files = MigrationSet.ofPattern(Path.of(""), pattern);
  var targets = List.of(variable("BYTEBASE_TARGETS").split(","));
  var review = gitOps.review(ReviewRequest.of(variable("BYTEBASE_PROJECT"), targets, files));
  var verdict = review.judgedBy(ReviewPolicy.standard());
  System.out.print(ConsoleReport.plain().render(ReportedReview.of(verdict)));
  exitCode = verdict.passed() ? 0 : 1;
} catch (RuntimeException e) { System.out.println(e); }
/exit exitCode
