package io.bytebase4j.gitops.rollout.approval;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.UrlPathPattern;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;

/** A server with one plan, whose answers have the form of those that were measured. */
final class PlanServer {
  static final String PLAN = "projects/hr/plans/117";
  static final String ISSUE = "projects/hr/issues/101";
  private static final String ISSUES = "/v1/projects/hr/issues";

  private final WireMockExtension server;
  private int scenarios;

  PlanServer(WireMockExtension server) {
    this.server = server;
    server.stubFor(post(ISSUES).willReturn(issue()));
    server.stubFor(
        post("/v1/" + PLAN + "/rollout")
            .willReturn(
                okJson(
                    """
                    {"name":"%s/rollout","title":"t","stages":[{"name":"%s/rollout/stages/test",
                     "id":"test","environment":"environments/test","tasks":[{"name":"x"}]}]}"""
                        .formatted(PLAN, PLAN))));
  }

  private static ResponseDefinitionBuilder issue() {
    return okJson(
        """
        {"name":"%s","title":"rel","type":"DATABASE_CHANGE","status":"OPEN",
         "createTime":"2026-11-23T21:39:13.050828Z","updateTime":"2026-11-23T21:39:13.050828Z",
         "plan":"%s","approvalStatus":"CHECKING"}"""
            .formatted(ISSUE, PLAN));
  }

  static ResponseDefinitionBuilder error(int status, int code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
  }

  static ResponseDefinitionBuilder plan(String more) {
    return okJson(
        """
        {"name":"%s","state":"ACTIVE","title":"t","creator":"users/a@service.bytebase.com",
         "createTime":"2026-11-25T01:22:44.067883Z","updateTime":"2026-11-25T01:22:44.067883Z"%s}"""
            .formatted(PLAN, more));
  }

  static ResponseDefinitionBuilder withoutIssue() {
    return plan("");
  }

  static ResponseDefinitionBuilder withIssue(String approval, String issueStatus) {
    return plan(
        ",\"issue\":\"%s\",\"approvalStatus\":\"%s\",\"issueStatus\":\"%s\""
            .formatted(ISSUE, approval, issueStatus));
  }

  static ResponseDefinitionBuilder open(String approval) {
    return withIssue(approval, "OPEN");
  }

  /** The plan is answered by these, one after the other, and then by the last for ever. */
  void plans(ResponseDefinitionBuilder... answers) {
    answers(urlPathEqualTo("/v1/" + PLAN), List.of(answers));
  }

  private void answers(UrlPathPattern url, List<ResponseDefinitionBuilder> answers) {
    String scenario = "answers " + scenarios++;
    for (int i = 0; i < answers.size(); i++) {
      boolean last = i == answers.size() - 1;
      server.stubFor(
          get(url)
              .inScenario(scenario)
              .whenScenarioStateIs(state(i))
              .willSetStateTo(state(last ? i : i + 1))
              .willReturn(answers.get(i)));
    }
  }

  private static String state(int answered) {
    return answered == 0 ? Scenario.STARTED : "after " + answered;
  }

  /** A wish for an issue is answered by this, each time. */
  void issues(ResponseDefinitionBuilder answer) {
    server.stubFor(post(ISSUES).willReturn(answer));
  }

  int issuesAskedFor() {
    return server.findAll(postRequestedFor(urlPathEqualTo(ISSUES))).size();
  }

  String firstIssue() {
    return server.findAll(postRequestedFor(urlPathEqualTo(ISSUES))).get(0).getBodyAsString();
  }

  /** What would run something: rollouts that were asked for, and tasks. */
  int rollouts() {
    return server.findAll(postRequestedFor(urlPathMatching("/v1/.+/rollout.*"))).size();
  }
}
