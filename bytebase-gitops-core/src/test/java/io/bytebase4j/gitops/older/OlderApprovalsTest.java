package io.bytebase4j.gitops.older;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.approval.Approval;
import io.bytebase4j.gitops.rollout.approval.ApprovalException;
import io.bytebase4j.gitops.rollout.approval.ApprovalRequest;
import io.bytebase4j.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How approvals stand where the plan does not tell: by the issue, as each age has it. */
class OlderApprovalsTest {
  private static final String PLAN = "projects/hr/plans/117";
  private static final String ISSUE = "projects/hr/issues/101";
  private static final String FLOW =
      "\"approvalTemplates\": [{\"flow\": {\"steps\": [{\"type\": \"ANY\"}, {\"type\": \"ANY\"}]}}]";

  @RegisterExtension
  private static final WireMockExtension WIRE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private final List<String> heard = new ArrayList<>();

  private Approval require(String version) {
    ManualClock time = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
    WIRE.stubFor(
        get("/v1/" + PLAN)
            .willReturn(
                okJson(
                    "{\"name\": \"%s\", \"issue\": \"%s\", \"createTime\": \"2026-11-25T01:22:44Z\"}"
                        .formatted(PLAN, ISSUE))));
    try (BytebaseClient client =
        BytebaseClient.builder()
            .serverVersion(version)
            .url(WIRE.baseUrl())
            .credentials(Credentials.accessToken("t"))
            .retry(RetryPolicy.none())
            .build()) {
      return GitOps.using(client)
          .clock(time)
          .sleeper(time::pass)
          .build()
          .requireApproval(
              ApprovalRequest.of(PLAN)
                  .withTimeout(Duration.ofMinutes(1))
                  .withListener(change -> heard.add(change.status())));
    }
  }

  private static void issueTells(String fields) {
    WIRE.stubFor(
        get("/v1/" + ISSUE)
            .willReturn(
                okJson("{\"name\": \"%s\", \"status\": \"OPEN\", %s}".formatted(ISSUE, fields))));
  }

  private static String approvers(String... statuses) {
    List<String> approvers =
        List.of(statuses).stream()
            .map(status -> "{\"status\": \"%s\", \"principal\": \"users/a@b.c\"}".formatted(status))
            .toList();
    return "\"approvalFindingDone\": true, %s, \"approvers\": [%s]"
        .formatted(FLOW, String.join(",", approvers));
  }

  @ParameterizedTest
  @CsvSource({"3.6.2", "3.9.2"})
  void allStepsHaveToBeApproved(String version) {
    issueTells(approvers("APPROVED", "APPROVED"));

    assertThat(require(version).outcome()).isEqualTo(Approval.Outcome.APPROVED);
    assertThat(heard).containsExactly("APPROVED");
  }

  @ParameterizedTest
  @CsvSource({"APPROVED,PENDING,PENDING", "PENDING,,PENDING", "APPROVED,REJECTED,REJECTED"})
  void lessIsNoApproval(String first, String second, String told) {
    issueTells(second == null ? approvers(first) : approvers(first, second));

    assertThatExceptionOfType(ApprovalException.class)
        .isThrownBy(() -> require("3.9.2"))
        .satisfies(none -> assertThat(none.progress().lastStatus()).isEqualTo(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"approvers\": []                                             | CHECKING",
        "\"approvalFindingError\": \"x\", \"approvalFindingDone\": true | CHECKING",
        "\"approvalFindingDone\": true                                 | SKIPPED"
      })
  void whileNobodyIsFoundToAskThereIsNone(String fields, String told) {
    issueTells(fields);

    assertThatExceptionOfType(ApprovalException.class)
        .isThrownBy(() -> require("3.6.2"))
        .satisfies(none -> assertThat(none.progress().lastStatus()).isEqualTo(told));
  }

  @ParameterizedTest
  @CsvSource({"3.11.0", "3.13.1", "3.15.1"})
  void laterIssuesTellTheirStatusThemselves(String version) {
    issueTells("\"approvalStatus\": \"APPROVED\"");

    assertThat(require(version).outcome()).isEqualTo(Approval.Outcome.APPROVED);
  }

  @Test
  void whoMayNotGetTheIssueIsToldSo() {
    WIRE.stubFor(
        get("/v1/" + ISSUE)
            .willReturn(
                status(403)
                    .withHeader("Content-Type", "application/json")
                    .withBody("{\"code\": 7, \"message\": \"needs bb.issues.get\"}")));

    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> require("3.9.2"))
        .withMessageContaining("bb.issues.get");
  }
}
