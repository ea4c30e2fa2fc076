package io.bytebase4j.samples.citool;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.samples.citool.result.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Approvals are of the paid plans, which the testkit does not have. */
class ApproveCommandTest {
  private static final String PLAN = "/v1/projects/hr/plans/101";
  private static final String APPROVE = "/v1/projects/hr/issues/7:approve";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private ToolRun tool;

  @BeforeEach
  void signIn(@TempDir Path folder) {
    tool =
        ToolRun.in(folder)
            .with("BYTEBASE_URL", SERVER.baseUrl())
            .with("BYTEBASE_ACCESS_TOKEN", "token")
            .file(
                "step.json",
                "{\"outcome\":\"PENDING\",\"rollout\":\"projects/hr/plans/101/rollout\"}");
  }

  private static void planWith(String issue) {
    SERVER.stubFor(
        get(urlEqualTo(PLAN))
            .willReturn(okJson("{\"name\":\"projects/hr/plans/101\"" + issue + "}")));
  }

  @Test
  void theIssueOfThePlanIsApproved() {
    planWith(",\"issue\":\"projects/hr/issues/7\"");
    SERVER.stubFor(
        post(urlEqualTo(APPROVE)).willReturn(okJson("{\"name\":\"projects/hr/issues/7\"}")));

    assertThat(tool.run("approve --from step.json --comment fine")).isEqualTo(ExitCode.OK);

    assertThat(tool.out()).contains("approved projects/hr/issues/7");
    SERVER.verify(
        postRequestedFor(urlEqualTo(APPROVE))
            .withRequestBody(equalToJson("{\"comment\":\"fine\"}")));
  }

  @Test
  void whereThereIsNoIssueThatIsSaid() {
    planWith("");

    assertThat(tool.run("approve --plan projects/hr/plans/101")).isEqualTo(ExitCode.USAGE);

    assertThat(tool.err()).contains("projects/hr/plans/101 has no issue to approve");
  }

  @Test
  void whoMayNotIsDenied() {
    planWith(",\"issue\":\"projects/hr/issues/7\"");
    SERVER.stubFor(
        post(urlEqualTo(APPROVE))
            .willReturn(
                forbidden()
                    .withBody("{\"code\":7,\"message\":\"not an approver\",\"details\":[]}")));

    assertThat(tool.run("approve --plan projects/hr/plans/101")).isEqualTo(ExitCode.ACCESS_DENIED);

    assertThat(tool.err()).contains("not an approver");
  }
}
