package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authors of Azure Repos. */
class AzureAuthorTest {
  private final AskedPlatform azure = AskedPlatform.azure();

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void isKnownByTheId() {
    assertThat(azure.find().user())
        .contains(
            new VcsUser(
                VcsType.AZURE_DEVOPS,
                "d6245f20-2af8-44f4-9451-8107cb2767db",
                "mia@example.org",
                "Mia Berg"));

    assertThat(azure.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("Authorization"))
                  .isEqualTo("Bearer " + AskedPlatform.TOKEN);
              assertThat(request.query("api-version")).isEqualTo("6.0");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"svc.MDAwMDAw", "aadsp.ZmQ1", "AADSP.ZmQ1"})
  void aServiceIsABot(String descriptor) {
    azure.withBody("aad.MWQ3", descriptor);

    assertThat(azure.find().reason()).contains("bots are left out");
  }

  @Test
  void theBuildServiceOfAServerOfOnesOwnIsABot() {
    azure.withBody("\"mia@example.org\"", "\"Build\\\\1c88ba22-a6c8-4f44-bbca-451ac072d954\"");
    azure.withBody("\"descriptor\": \"aad.MWQ3\"", "\"inactive\": false");

    assertThat(azure.find().reason()).contains("bots are left out");
  }

  @Test
  void anAccountOfADomainThatIsCalledBuildIsThatOfAPerson() {
    azure.withBody("\"mia@example.org\"", "\"Build\\\\mia\"");

    assertThat(azure.find().user()).map(VcsUser::userName).contains("Build\\mia");
  }

  @Test
  void withoutATokenNothingIsSent() {
    azure.without("SYSTEM_ACCESSTOKEN");

    assertThat(azure.find().reason())
        .isEqualTo(
            "SYSTEM_ACCESSTOKEN is not set: give the step env: SYSTEM_ACCESSTOKEN:"
                + " $(System.AccessToken)");
    assertThat(azure.requests()).isEmpty();
  }

  @Test
  void anAddressThatIsNotKnownIsToldOf() {
    azure.without("SYSTEM_COLLECTIONURI");

    assertThat(azure.find().reason()).isEqualTo("SYSTEM_COLLECTIONURI is not set");
  }

  @Test
  void ofARepositoryElsewhereAzureIsNotAsked() {
    azure
        .with("BUILD_REPOSITORY_PROVIDER", "GitHub")
        .with("BUILD_REPOSITORY_NAME", "acme/shop")
        .with("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "7");

    assertThat(azure.find().reason()).contains("the repository lies on GitHub");
    assertThat(azure.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {203, 302})
  void thePageForSigningInIsNamed(int status) {
    azure.answerNext("GET", "/", Answer.of(status, "<html>Sign in</html>"));

    assertThat(azure.find().reason())
        .contains("answered " + status)
        .contains("page for signing in");
  }
}
