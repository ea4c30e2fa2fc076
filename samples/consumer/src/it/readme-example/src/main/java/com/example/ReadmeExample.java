package com.example;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import java.nio.file.Path;
import java.util.List;

/** The first example of the README as a program; its argument is the folder of the repository. */
public final class ReadmeExample {
  private ReadmeExample() {}

  /** Reviews and rolls out. */
  public static void main(String[] arguments) {
    String url = System.getenv("BYTEBASE_URL");
    String account = System.getenv("BYTEBASE_SERVICE_ACCOUNT");
    String key = System.getenv("BYTEBASE_SERVICE_ACCOUNT_SECRET");
    Path repository = Path.of(arguments[0]);
    // begin README
    try (GitOps gitOps = GitOps.connect(url, Credentials.serviceAccount(account, key))) {
      String project = "projects/hr";
      List<String> targets =
          List.of("instances/test-pg/databases/app_test", "instances/prod-pg/databases/app_prod");
      MigrationSet migrations = MigrationSet.ofPattern(repository, "migration/*.sql");

      ReviewReport report = gitOps.review(ReviewRequest.of(project, targets, migrations));
      report.findings().forEach(f -> System.out.println(f.location() + " " + f.content()));
      report.requirePassed();

      RolloutHandle rollout =
          gitOps.prepare(RolloutRequest.of(project, migrations, targets)).rollout();
      rollout.runStage("test");
      rollout.runStage("prod");
    }
    // end README
    System.out.println("done");
  }
}
