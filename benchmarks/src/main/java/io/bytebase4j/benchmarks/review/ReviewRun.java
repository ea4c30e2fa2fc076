package io.bytebase4j.benchmarks.review;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One scan and one review of one target, as a process of its own. */
final class ReviewRun {
  static final String TARGET = "instances/test-pg/databases/app_test";

  private ReviewRun() {}

  /**
   * Reads files, has them reviewed, prints what it took: milliseconds and kilobytes.
   *
   * @param args the address of the server, and the root of the files
   * @throws IOException if the memory of this process can't be read
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    MigrationSet migrations = MigrationSet.ofPattern(Path.of(args[1]), "migration/**/*.sql");
    long scanned = System.nanoTime();
    ReviewReport report;
    try (BytebaseClient client =
            BytebaseClient.builder()
                .serverVersion("2026.8")
                .url(args[0])
                .credentials(Credentials.accessToken("benchmark"))
                .build();
        GitOps gitOps = GitOps.using(client).build()) {
      report = gitOps.review(ReviewRequest.of("projects/hr", List.of(TARGET), migrations));
    }
    long reviewed = System.nanoTime();
    System.out.printf(
        "%d %d %d %d %d%n",
        migrations.files().size(),
        report.findings().size(),
        (scanned - start) / 1_000_000,
        (reviewed - scanned) / 1_000_000,
        peakKilobytes());
  }

  // the highest resident memory so far, as Linux keeps it
  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
