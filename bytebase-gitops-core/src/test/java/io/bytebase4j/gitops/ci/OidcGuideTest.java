package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/client.md shows of signing in from a pipeline runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class OidcGuideTest {
  private static final String ISSUER =
      "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";

  private final List<String> printed = new ArrayList<>();

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  private static CiEnvironment run() {
    String token =
        SampleToken.of("{repo}:{step}")
            .by(ISSUER)
            .forAudience("bytebase")
            .until(Instant.now().plus(Duration.ofHours(1)))
            .text();
    return CiCase.named("bitbucket-branch").with("BITBUCKET_STEP_OIDC_TOKEN", token).detect();
  }

  @Test
  void keyless(LocalPostgres postgres, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("1_a.sql"), "SELECT 1;");
    try (LocalBytebase server =
        LocalBytebase.builder()
            .postgres(postgres)
            .workloadIdentity("ci@workload.bytebase.com", ISSUER, List.of("bytebase"), "{repo}:*")
            .start()) {
      ReviewRequest request =
          ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder));
      signIn(run(), server.url().toString(), request);
    }
    assertThat(printed).containsExactly("[]");
  }

  private void signIn(CiEnvironment ci, String url, ReviewRequest request) {
    // begin keyless
    // with bytebase-gitops-core
    OidcTokens tokens = OidcTokens.of(ci).withAudience("bytebase");
    Credentials keyless = Credentials.workloadIdentity("ci@workload.bytebase.com", tokens);
    try (GitOps gitOps = GitOps.connect(url, keyless)) {
      print(gitOps.review(request).findings());
    }
    // end keyless
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("client.md", "// with bytebase-gitops-core\n", OidcGuideTest.class);
  }
}
