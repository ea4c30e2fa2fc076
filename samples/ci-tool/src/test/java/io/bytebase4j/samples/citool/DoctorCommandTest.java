package io.bytebase4j.samples.citool;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.testkit.LocalBytebase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor prints, and how the tool ends by it. */
class DoctorCommandTest {
  @RegisterExtension
  static final WireMockExtension OTHER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static Scene scene;

  private ToolRun tool;

  @BeforeAll
  static void start() {
    scene = new Scene();
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @BeforeEach
  void signIn(@TempDir Path folder) {
    tool = ToolRun.in(folder).on(scene.server());
  }

  @Test
  void theRoleForGitOpsWillDo() {
    assertThat(tool.run("doctor")).as(tool.out()).isEqualTo(ExitCode.OK);

    assertThat(tool.out())
        .contains(
            "ok      sign-in: signed in with service account " + scene.server().serviceAccount())
        .contains("ok      target: " + scene.test() + " is there")
        .contains("ok      permissions review: has bb.releases.check")
        .contains("Nothing is in the way of a pipeline, as far as can be told.")
        .doesNotContain(scene.server().serviceAccountSecret());
  }

  @Test
  void jsonIsOneDocumentAndTheLinesAreBeside() {
    assertThat(tool.run("doctor --json --output doctor.json")).isEqualTo(ExitCode.OK);

    JsonObject document = JsonParser.parseString(tool.out()).getAsJsonObject();
    assertThat(document.get("passed").getAsBoolean()).isTrue();
    assertThat(document.keySet()).containsExactly("checks", "passed", "permissions", "server");
    assertThat(document.getAsJsonArray("checks").get(0).getAsJsonObject().get("id").getAsString())
        .isEqualTo("reachable");
    assertThat(document.getAsJsonArray("permissions")).hasSize(4);
    assertThat(tool.err()).contains("ok      reachable: ");
    assertThat(tool.read("doctor.json")).isEqualTo(tool.out());
  }

  @Test
  void withoutAProjectItLooksAtTheServerOnly() {
    tool.without("BYTEBASE_PROJECT").without("BYTEBASE_TARGETS");

    assertThat(tool.run("doctor")).isEqualTo(ExitCode.OK);

    assertThat(tool.out()).contains("skipped project: not looked at, since no project was named");
  }

  @Test
  void missingPermissionIsAccessDenied() {
    try (LocalBytebase server = LocalBytebase.builder().withoutUsualRoles().start()) {
      assertThat(tool.on(server).run("doctor")).isEqualTo(ExitCode.ACCESS_DENIED);
    }

    assertThat(tool.out())
        .contains("failed  permissions release: lacks bb.releases.create, bb.releases.get")
        .contains("A pipeline would fail: 3 checks failed.");
  }

  @Test
  void wrongKeyIsAccessDenied() {
    tool.with("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_a-wrong-key");

    assertThat(tool.run("doctor")).isEqualTo(ExitCode.ACCESS_DENIED);

    assertThat(tool.out()).doesNotContain("bbs_a-wrong-key");
  }

  @Test
  void whatIsNotThereIsAFaultOfTheCommandLine() {
    assertThat(tool.run("doctor --targets instances/test-pg/databases/nope"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(tool.run("doctor --project projects/nope")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void serverThatIsNotThereIsUnreachable() {
    assertThat(tool.run("doctor --url http://127.0.0.1:1")).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void serverThatIsNotSupportedIsAnotherReason() {
    OTHER.stubFor(
        get(urlEqualTo("/v1/users/me")).willReturn(okJson("{\"email\":\"ci@example.com\"}")));
    OTHER.stubFor(
        get(urlEqualTo("/v1/actuator/info")).willReturn(okJson("{\"version\":\"3.5.0\"}")));
    tool.with("BYTEBASE_URL", OTHER.baseUrl()).with("BYTEBASE_ACCESS_TOKEN", "token");

    assertThat(tool.run("doctor")).isEqualTo(ExitCode.FAILED);

    assertThat(tool.out()).contains("failed  version: ").contains("3.6");
  }
}
