package io.bytebase4j.gitops.release;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationSource;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, and answers that the testkit does not give. */
class ReleaseWireTest {
  private static final String RELEASES = "/v1/projects/hr/releases";

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir private Path folder;
  private BytebaseClient client;
  private GitOps gitOps;

  @BeforeEach
  void connect() throws IOException {
    client =
        BytebaseClient.builder()
            .serverVersion("2026.8")
            .url(SERVER.baseUrl())
            .credentials(Credentials.accessToken("t"))
            .build();
    ManualClock time = new ManualClock(Instant.parse("2026-08-14T12:00:00Z"));
    gitOps = GitOps.using(client).clock(time).sleeper(time::pass).build();
    Files.writeString(folder.resolve("1_a.sql"), "SELECT 1;");
    SERVER.stubFor(
        get(urlPathMatching(RELEASES + "/.*"))
            .atPriority(9)
            .willReturn(
                aResponse().withStatus(404).withBody("{\"code\":5,\"message\":\"not found\"}")));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private MigrationSet schema(String declaredAt) {
    return MigrationSource.of(folder, "*.sql").declarative(Instant.parse(declaredAt)).scan();
  }

  private MigrationSet versioned() {
    return MigrationSource.of(folder, "*.sql").scan();
  }

  private static String nameOf(ReleaseRequest request, String day, int iteration) {
    String key = ReleaseKey.of(request, request.migrations().filesOfRelease(), "");
    return "projects/hr/releases/gitops-%s-%s-RC%02d".formatted(key, day, iteration);
  }

  private static String release(String name, ReleaseRequest request) {
    var file = request.migrations().filesOfRelease().get(0);
    return """
        {"name": "%s", "createTime": "2026-08-14T12:00:00Z", "files": [
          {"path": "%s", "version": "%s", "sheetSha256": "%s"}]}
        """
        .formatted(name, file.path(), file.version().text(), file.content().sha256());
  }

  private static void has(String name, ReleaseRequest request) {
    SERVER.stubFor(get(urlPathEqualTo("/v1/" + name)).willReturn(okJson(release(name, request))));
  }

  private static void makes(String name, ReleaseRequest request) {
    SERVER.stubFor(post(urlPathEqualTo(RELEASES)).willReturn(okJson(release(name, request))));
  }

  @Test
  void sendsOnlyWhatIsSetAndTheTemplateWithItsKey() {
    ReleaseRequest request =
        ReleaseRequest.of("projects/hr", versioned())
            .withIdTemplate(ReleaseIdTemplate.standard().inZone(ZoneId.of("Asia/Tokyo")));
    String name = nameOf(request, "20260814", 0);
    makes(name, request);

    assertThat(gitOps.release(request).name()).isEqualTo(name);

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(RELEASES))
            .withQueryParam(
                "releaseIdTemplate",
                equalTo(
                    "gitops-"
                        + ReleaseKey.of(request, request.migrations().files(), "")
                        + "-{date}-RC{iteration}"))
            .withQueryParam("releaseIdTimezone", equalTo("Asia/Tokyo"))
            .withRequestBody(
                equalToJson(
                    """
                    {"type": "VERSIONED", "files": [
                      {"path": "1_a.sql", "version": "1", "statement": "U0VMRUNUIDE7"}]}
                    """)));
  }

  @Test
  void theCommitIsSentAndMakesNoOtherRelease() {
    ReleaseRequest request = ReleaseRequest.of("projects/hr", versioned());
    makes(nameOf(request, "20260814", 0), request);

    gitOps.release(
        request.withVcsSource(
            new VcsSource(VcsType.BITBUCKET, "https://bitbucket.org/acme/shop/commits/1f")));

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(RELEASES))
            .withRequestBody(
                equalToJson(
                    """
                    {"vcsSource": {"vcsType": "BITBUCKET",
                       "url": "https://bitbucket.org/acme/shop/commits/1f"}}
                    """,
                    true,
                    true)));
    SERVER.verify(getRequestedFor(urlPathEqualTo("/v1/" + nameOf(request, "20260814", 0))));
  }

  @Test
  void aDeclaredSchemaIsReleasedAsOneFile() throws IOException {
    Files.writeString(folder.resolve("b.sql"), "SELECT 2;");
    ReleaseRequest request = ReleaseRequest.of("projects/hr", schema("2026-08-14T09:30:00Z"));
    makes(nameOf(request, "20260814", 0), request);

    gitOps.release(request);

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(RELEASES))
            .withRequestBody(
                equalToJson(
                    """
                    {"type": "DECLARATIVE", "files": [
                      {"path": "*.sql", "version": "20260814.093000",
                       "statement": "U0VMRUNUIDE7ClNFTEVDVCAyOw=="}]}
                    """)));
  }

  @Test
  void aDeclaredSchemaIsFoundAgainByTheSameRunOrTheSameTime() {
    ReleaseRequest early = ReleaseRequest.of("projects/hr", schema("2026-08-14T09:30:00Z"));
    ReleaseRequest late = ReleaseRequest.of("projects/hr", schema("2026-08-14T11:00:00Z"));
    String byRun = nameOf(early.withRunKey("build 7"), "20260814", 0);
    String byTime = nameOf(early, "20260813", 0);
    has(byRun, early);
    has(byTime, early);

    assertThat(gitOps.release(late.withRunKey("build 7")).name()).isEqualTo(byRun);
    assertThat(gitOps.release(early).name()).isEqualTo(byTime);
    makes(nameOf(late, "20260814", 0), late);
    assertThat(gitOps.release(late).adopted()).isFalse();
  }

  @Test
  void aReleaseWithOtherContentThanWasSentIsNotTaken() throws IOException {
    ReleaseRequest request = ReleaseRequest.of("projects/hr", versioned());
    Files.writeString(folder.resolve("1_a.sql"), "SELECT 2;");
    ReleaseRequest other = ReleaseRequest.of("projects/hr", versioned());
    makes(nameOf(request, "20260814", 0), other);

    assertThatExceptionOfType(ReleaseMismatchException.class)
        .isThrownBy(() -> gitOps.release(request))
        .withMessageContaining(request.migrations().files().get(0).content().sha256())
        .withMessageContaining(other.migrations().files().get(0).content().sha256())
        .withMessageContaining("1_a.sql");
  }

  @Test
  void deletedReleasesLeaveGapsBelowWhichTheLowestIsTaken() {
    ReleaseRequest request = ReleaseRequest.of("projects/hr", versioned());
    String lowest = nameOf(request, "20260814", 1);
    has(lowest, request);
    has(nameOf(request, "20260814", 2), request);
    String made = nameOf(request, "20260814", 3);
    makes(made, request);

    ReleaseRef release = gitOps.release(request);

    assertThat(release.name()).isEqualTo(lowest);
    assertThat(release.adopted()).isTrue();
    assertThat(release.duplicates()).containsExactly(made);
  }

  @Test
  void aNameOfAnotherFormIsTakenAsItIs() {
    ReleaseRequest request = ReleaseRequest.of("projects/hr", versioned());
    makes("projects/hr/releases/r", request);

    ReleaseRef release = gitOps.release(request);

    assertThat(release.name()).isEqualTo("projects/hr/releases/r");
    assertThat(release.adopted()).isFalse();
  }
}
