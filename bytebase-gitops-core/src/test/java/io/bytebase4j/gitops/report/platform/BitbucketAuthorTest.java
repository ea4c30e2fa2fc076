package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.common.internal.http.Pace;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authors of Bitbucket: with a token, and through the proxy of Pipelines. */
class BitbucketAuthorTest {
  private static final String CLOUD = "https://api.bitbucket.org/2.0";

  private final AskedPlatform bitbucket = AskedPlatform.bitbucket();

  @AfterEach
  void close() {
    bitbucket.close();
  }

  private String way() {
    return BitbucketAuthor.way(bitbucket.ci()).build().toString();
  }

  private PullRequestAuthor throughProxy() {
    PullRequest request = bitbucket.ci().pullRequest().orElseThrow();
    return BitbucketAuthor.query(
            BitbucketAuthor.throughProxy("localhost", bitbucket.port()),
            request.repository().orElseThrow(),
            request.id())
        .ask(Pace.standard().withTime(bitbucket.time, bitbucket.time));
  }

  @Test
  void isKnownByTheIdOfTheAccount() {
    assertThat(bitbucket.find().user())
        .contains(new VcsUser(VcsType.BITBUCKET, "557058:6b1d", "mia", "Mia Berg"));

    assertThat(bitbucket.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.header("Authorization"))
                    .isEqualTo("Bearer " + AskedPlatform.TOKEN));
  }

  @Test
  void withoutThatIdTheUuidCounts() {
    bitbucket.withBody("\"account_id\": \"557058:6b1d\", ", "");

    assertThat(bitbucket.find().user()).map(VcsUser::userId).contains("4c8e6b9f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot", "app", "app_user", "App_User"})
  void anAppIsABot(String type) {
    bitbucket.withBody(
        "\"type\": \"user\", \"account_id\": \"557058:6b1d\"",
        "\"type\": \"" + type + "\", \"account_id\": \"557058:6b1d\"");

    assertThat(bitbucket.find().reason()).contains("bots are left out");
  }

  @Test
  void anIdThatTheServerWouldRefuseIsToldOf() {
    bitbucket.withBody("557058:6b1d", "5".repeat(257));
    assertThat(bitbucket.find().reason()).contains("id must have 1 to 256 characters");

    bitbucket.withBody("5".repeat(257), "5\\u00077");
    assertThat(bitbucket.find().reason()).contains("control characters");
  }

  @Test
  void throughTheProxyNoTokenIsSent() {
    assertThat(throughProxy().user()).map(VcsUser::userId).contains("557058:6b1d");

    assertThat(bitbucket.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.uri())
                  .hasToString(
                      "http://api.bitbucket.org/2.0/repositories/acme/shop/pullrequests/7");
              assertThat(request.header("Authorization")).isEmpty();
            });
  }

  @Test
  void aProxyThatRefusesSaysWhichTokenHelps() {
    bitbucket.answerNext("GET", "/pullrequests/7", Answer.of(403, "Forbidden"));

    assertThat(throughProxy().reason())
        .contains("answered 403")
        .contains("BITBUCKET_ACCESS_TOKEN")
        .contains("\"pullrequest\"");
  }

  @Test
  void withoutATokenTheProxyIsAskedFromAPipeAcrossContainers() {
    bitbucket.without("BITBUCKET_ACCESS_TOKEN").without("BYTEBASE_BITBUCKET_API_BASE_URL");
    assertThat(way()).contains("http://api.bitbucket.org/2.0 through").contains("localhost");

    bitbucket.with("BITBUCKET_PIPE_STORAGE_DIR", "/opt/atlassian/pipelines/agent/pipe");
    assertThat(way())
        .contains("http://api.bitbucket.org/2.0 through")
        .contains("host.docker.internal")
        .contains("29418");
  }

  @Test
  void withATokenTheProxyIsNotUsed() {
    bitbucket.without("BYTEBASE_BITBUCKET_API_BASE_URL");

    assertThat(way()).isEqualTo("PlatformHttp[" + CLOUD + "]");
  }

  @Test
  void anotherAddressIsAskedItself() {
    bitbucket.without("BITBUCKET_ACCESS_TOKEN");

    assertThat(bitbucket.find().user()).isPresent();
    assertThat(bitbucket.requests()).allMatch(request -> request.header("Authorization").isEmpty());
  }

  @Test
  void aRepositoryThatIsNotKnownIsToldOf() {
    bitbucket.without("BITBUCKET_REPO_FULL_NAME");

    assertThat(bitbucket.find().reason()).contains("BITBUCKET_REPO_FULL_NAME is not set");
  }
}
