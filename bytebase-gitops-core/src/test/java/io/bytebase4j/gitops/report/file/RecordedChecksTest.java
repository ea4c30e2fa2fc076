package io.bytebase4j.gitops.report.file;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.ChangeType;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationType;
import io.bytebase4j.gitops.migration.MigrationVersion;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a real server answered to a check of several targets, reviewed and written again. */
class RecordedChecksTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/server-2026-08");

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  static List<Path> checks() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void comeOutAsTheyWereButForTheirOrder(Path file) throws IOException {
    JsonNode exchange = Schemas.parsed(Files.readString(file));
    JsonNode request = exchange.at("/request/body");
    JsonNode answer = exchange.at("/response/body");

    JsonNode output = Schemas.parsed(new ActionOutput().render(review(request, answer)));

    JsonNode results = output.get("checkResults");
    assertThat(results.propertyNames()).containsExactlyInAnyOrderElementsOf(answer.propertyNames());
    assertThat(results.path("affectedRows")).isEqualTo(answer.path("affectedRows"));
    assertThat(results.path("riskLevel")).isEqualTo(answer.path("riskLevel"));
    assertThat(results.path("results").values())
        .containsExactlyInAnyOrderElementsOf(answer.path("results").values());
  }

  // The server was asked for all targets at once; a review asks for one after the other.
  private static ReportedReview review(JsonNode request, JsonNode answer) {
    List<String> targets = request.get("targets").valueStream().map(JsonNode::stringValue).toList();
    for (String target : targets) {
      List<String> results =
          answer
              .path("results")
              .valueStream()
              .filter(result -> result.get("target").stringValue().equals(target))
              .map(JsonNode::toString)
              .toList();
      SERVER.stubFor(
          post("/v1/projects/hr/releases:check")
              .withRequestBody(matchingJsonPath("$.targets[0]", equalTo(target)))
              .willReturn(okJson("{\"results\": " + results + "}")));
    }
    SERVER.stubFor(get("/v1/actuator/info").willReturn(okJson("{\"version\": \"3.21.1\"}")));
    try (GitOps gitOps = GitOps.connect(SERVER.baseUrl(), Credentials.accessToken("t"))) {
      ReviewReport report =
          gitOps.review(ReviewRequest.of("projects/hr", targets, migrations(request)));
      assertThat(report.isComplete()).isTrue();
      return ReportedReview.of(report.judgedBy(ReviewPolicy.standard()));
    }
  }

  private static MigrationSet migrations(JsonNode request) {
    return new MigrationSet(
        MigrationType.valueOf(request.at("/release/type").stringValue()),
        "recorded",
        request
            .at("/release/files")
            .valueStream()
            .map(
                file ->
                    new MigrationFile(
                        file.get("path").stringValue(),
                        new MigrationVersion(file.get("version").stringValue()),
                        ChangeType.DDL,
                        "",
                        MigrationContent.of(
                            Base64.getDecoder().decode(file.get("statement").stringValue()))))
            .toList(),
        List.of());
  }
}
