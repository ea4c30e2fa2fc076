package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.OidcTokenException;
import io.bytebase4j.gitops.ci.OidcTokens;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/security.md shows runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class SecurityGuideTest {
  private static final String ISSUER =
      "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
  private static final String AUDIENCE = "ari:cloud:bitbucket::workspace/1a2b";

  private static String url;

  /** Asks what would be run, as a job with these variables does. */
  private static int databases(Map<String, String> variables) {
    MigrationSet files =
        MigrationSet.ofContents(
            Map.of("migration/1_t.sql", MigrationContent.of("CREATE TABLE t (id INT);")));
    List<String> targets = List.of("instances/test-pg/databases/app_test");
    // begin keyless
    CiEnvironment ci = CiEnvironment.detect(variables);
    Credentials keyless =
        Credentials.workloadIdentity("ci@workload.bytebase.com", OidcTokens.of(ci));

    try (GitOps gitOps = GitOps.connect(url, keyless)) {
      return gitOps.preview("projects/hr", files, targets).targets().size();
    }
    // end keyless
  }

  private static String token() {
    String claims =
        """
        {"iss": "%s", "aud": "%s", "sub": "{repo}:{step}", "exp": %d}
        """
            .formatted(ISSUER, AUDIENCE, Instant.now().plusSeconds(600).getEpochSecond());
    return part("{\"alg\": \"RS256\"}") + "." + part(claims) + "." + part("signature");
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aJobSignsInWithWhatItsPlatformVouchesFor(LocalPostgres postgres) {
    try (LocalBytebase server =
        LocalBytebase.builder()
            .postgres(postgres)
            .workloadIdentity(
                "ci@workload.bytebase.com", ISSUER, List.of(AUDIENCE), "{repo}:{step}")
            .start()) {
      url = server.url().toString();

      assertThat(
              databases(
                  Map.of(
                      "BITBUCKET_BUILD_NUMBER", "7",
                      "BITBUCKET_WORKSPACE", "acme",
                      "BITBUCKET_REPO_SLUG", "hr",
                      "BITBUCKET_STEP_OIDC_TOKEN", token())))
          .isEqualTo(1);
      assertThatExceptionOfType(CredentialsException.class)
          .isThrownBy(
              () ->
                  databases(
                      Map.of(
                          "BITBUCKET_BUILD_NUMBER", "7",
                          "BITBUCKET_WORKSPACE", "acme",
                          "BITBUCKET_REPO_SLUG", "hr")))
          .havingCause()
          .isInstanceOf(OidcTokenException.class)
          .withMessageContaining("oidc: true");
    }
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("security.md", SecurityGuideTest.class);
  }
}
