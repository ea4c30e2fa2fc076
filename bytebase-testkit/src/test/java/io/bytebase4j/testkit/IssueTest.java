package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issues, their approval, and the roles that may make them. */
@ExtendWith(LocalBytebaseExtension.class)
class IssueTest {

  private static final String ISSUES = "/v1/projects/hr/issues";
  private static final String SQL = "CREATE TABLE t (id int);";

  private final LocalPostgres postgres;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T01:00:00Z"));
  private LocalBytebase bytebase;
  private Scene scene;

  IssueTest(LocalPostgres shared) {
    postgres = shared;
    bytebase = start(LocalBytebase.builder());
    scene = new Scene(bytebase);
  }

  private LocalBytebase start(LocalBytebaseBuilder builder) {
    return builder.postgres(postgres).clock(clock).start();
  }

  private void startOther(LocalBytebaseBuilder builder) {
    bytebase.close();
    bytebase = start(builder);
    scene = new Scene(bytebase);
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  private Reply plan() {
    return scene.client.get("/v1/projects/hr/plans/" + scene.plan);
  }

  @Test
  void theStatesOfAnIssueFollowTheClock() {
    bytebase.requireIssueApproval(true);
    scene.release(SQL).plan().issue();
    assertThat(plan().at("approvalStatus")).isEqualTo("CHECKING");
    String rollout = "/v1/projects/hr/plans/" + scene.plan + "/rollout";
    assertThat(scene.client.post(rollout, "{}").message())
        .isEqualTo(
            "cannot create rollout because issue approval is required but the issue is not approved");
    assertThat(scene.client.get(rollout).status()).isEqualTo(404);

    clock.pass(Duration.ofMillis(20));
    assertThat(plan().at("approvalStatus")).isEqualTo("SKIPPED");
    assertThat(plan().at("issueStatus")).isEqualTo("OPEN");
    assertThat(plan().json().has("hasRollout")).isFalse();

    clock.pass(Duration.ofMillis(20));
    assertThat(plan().at("issueStatus")).isEqualTo("DONE");
    assertThat(plan().at("hasRollout")).isEqualTo("true");
    Reply made = scene.client.get(rollout);
    assertThat(scene.client.runTo(made.at("stages.0.tasks.0.name"), "DONE").status())
        .isEqualTo(200);
  }

  @Test
  void nothingIsMadeForAnArchivedPlanOrTwice() {
    scene.release(SQL).plan().issue();
    scene.client.send(
        "PATCH",
        "/v1/projects/hr/plans/" + scene.plan + "?updateMask=state",
        "{\"state\": \"DELETED\"}");
    clock.pass(Duration.ofMinutes(1));
    assertThat(plan().at("approvalStatus")).isEqualTo("SKIPPED");
    assertThat(plan().json().has("hasRollout")).isFalse();

    scene.rollout(List.of(TEST, PROD)).issue();
    clock.pass(Duration.ofMinutes(1));
    assertThat(plan().at("issueStatus")).as("made after the rollout").isEqualTo("OPEN");
    assertThat(plan().at("approvalStatus")).isEqualTo("SKIPPED");
    assertThat(plan().at("rolloutStageSummaries.0.taskStatusCounts.0.count")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "roles/projectViewer, 04-issue-create-projectViewer",
    "roles/projectDeveloper, 04-issue-create-projectDeveloper",
    "roles/projectReleaser, 04-issue-create-releaser"
  })
  void whoMayMakeAnIssueDependsOnTheRole(String role, String title) {
    startOther(LocalBytebase.builder().serviceAccountRole(role));
    scene.release(SQL).plan();
    Recorded.of(title).replay(scene);
  }

  @Test
  void aRoleAddsWhatItPermitsAndNothingElse() {
    startOther(LocalBytebase.builder().serviceAccountRole("roles/projectReleaser"));
    scene.release(SQL).rollout().runTest("DONE");
    assertThat(scene.client.get("/v1/projects/hr/releases").status()).isEqualTo(200);
    assertThat(scene.client.get("/v1/" + TEST + "/revisions").status()).isEqualTo(200);
    assertThat(scene.client.get("/v1/projects/hr").status()).isEqualTo(200);
    assertThat(scene.client.post("/v1/projects/hr/sheets", "{}").code()).isEqualTo(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalBytebase.builder().serviceAccountRole("roles/nope"))
        .withMessageContaining("roles/projectViewer");
  }

  @Test
  void theBuilderSaysIfApprovalIsRequiredAndTheProjectTells() {
    startOther(
        LocalBytebase.builder()
            .requireIssueApproval(true)
            .serviceAccountRole("roles/projectViewer"));
    String path = "/v1/projects/hr";
    assertThat(scene.client.get(path).at("requireIssueApproval")).isEqualTo("true");
    bytebase.requireIssueApproval(false);
    assertThat(scene.client.get(path).json().has("requireIssueApproval")).isFalse();
  }

  @Test
  void refusesWhatTheRealServerRefuses() {
    scene.release(SQL).plan();
    TestClient admin = TestClient.admin(bytebase);
    String plan = "projects/hr/plans/" + scene.plan;
    String issue = "{\"type\": \"DATABASE_CHANGE\", \"plan\": \"%s\", \"%s\": \"%s\"}";
    assertThat(
            admin
                .post(ISSUES, issue.formatted(plan, "description", "ab ".repeat(3333) + "cd"))
                .message())
        .isEqualTo("validation error: issue.description: must be at most 10000 characters");
    assertThat(
            admin
                .post(
                    ISSUES,
                    issue.formatted(plan, "description", "a b".repeat(1) + "c".repeat(2046)))
                .message())
        .isEqualTo(
            "failed to create issue: ERROR: word is too long (2047 bytes, max 2046 bytes) (SQLSTATE 54000)");
    String long201 = "\ud83d\ude00".repeat(201);
    assertThat(
            scene
                .client
                .post("/v1/projects/hr/plans", "{\"title\": \"" + long201 + "\"}")
                .message())
        .isEqualTo("validation error: plan.title: must be at most 200 characters");
    assertThat(admin.post(ISSUES, issue.formatted(plan, "title", long201.substring(2))).status())
        .isEqualTo(200);
  }

  @Test
  void anIssueWithoutATitleHasThatOfThePlan() {
    scene.release(SQL).plan();
    String issue = "{\"type\": \"DATABASE_CHANGE\", \"plan\": \"projects/hr/plans/%s\"}";
    Reply made = TestClient.admin(bytebase).post(ISSUES, issue.formatted(scene.plan));
    assertThat(made.at("title")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST | /v1/projects/hr/issues | {"type": "ROLE_GRANT", "plan": "projects/hr/plans/101"}
          POST | /v1/projects/hr/issues | {"type": "DATABASE_CHANGE", "plan": "projects/hr/plans/101", "labels": ["a"]}
          GET  | /v1/projects/hr/issues/102 |
          GET  | /v1/projects/hr/issues/x |
          POST | /v1/projects/hr/issues/101:approve | {}
          POST | /v1/projects/hr/issues:batchUpdateStatus | {"issues": ["projects/hr/issues/101"], "status": "DONE"}
          """)
  void saysWhereThereIsNoMeasurement(String method, String path, String body) {
    scene.release(SQL).plan().issue();
    Reply reply = TestClient.admin(bytebase).send(method, path, body == null ? "" : body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(501);
  }
}
