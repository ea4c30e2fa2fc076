package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has which role, and what an account without one may do. */
@ExtendWith(LocalBytebaseExtension.class)
class PolicyTest {
  private static final String PLAN = "/v1/projects/hr/plans/101";
  private static final String STAGE = PLAN + "/rollout/stages/test";
  private static final String NO_TASK =
      "\"projects/hr/plans/101/rollout/stages/test/tasks/9223372036854775807";

  private static final String FILE = TestClient.file("1_t.sql", "1", "CREATE TABLE t (id int);");

  private final LocalPostgres postgres;
  private LocalBytebase bytebase;

  PolicyTest(LocalPostgres shared) {
    postgres = shared;
    bytebase = LocalBytebase.builder().postgres(shared).start();
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  private void startWithoutRoles() {
    bytebase.close();
    bytebase = LocalBytebase.builder().postgres(postgres).withoutUsualRoles().start();
  }

  @Test
  void thePoliciesNameWhoHasWhichRole() {
    TestClient admin = TestClient.admin(bytebase);

    Reply project = admin.get("/v1/projects/hr:getIamPolicy");
    assertThat(project.at("bindings.0.role")).isEqualTo("roles/projectOwner");
    assertThat(project.at("bindings.1.role")).isEqualTo("roles/gitopsServiceAgent");
    assertThat(project.at("bindings.1.members.0"))
        .isEqualTo("serviceAccount:" + bytebase.serviceAccount());
    String workspace = admin.get("/v1/users/me").at("workspace");
    assertThat(admin.get("/v1/" + workspace + ":getIamPolicy").at("bindings.0.members.0"))
        .isEqualTo("user:" + bytebase.adminEmail());
    assertThat(admin.get("/v1/roles/gitopsServiceAgent").at("permissions.0"))
        .isEqualTo("bb.plans.create");
    assertThat(admin.get("/v1/roles/workspaceAdmin").text()).contains("bb.rollouts.create");
    assertThat(admin.get("/v1/roles/nope").message()).isEqualTo("role not found: nope");
    assertThat(admin.get("/v1/users/me").at("profile.lastLoginTime")).isNotEmpty();
  }

  @Test
  void theRoleForGitOpsMayNotReadThem() {
    TestClient agent = TestClient.serviceAccount(bytebase);

    assertThat(agent.get("/v1/projects/hr:getIamPolicy").code()).isEqualTo(7);
    assertThat(agent.get("/v1/roles/gitopsServiceAgent").code()).isEqualTo(7);
  }

  @Test
  void whoHasNoRoleIsRefused() {
    startWithoutRoles();
    TestClient.admin(bytebase).rollOut(List.of(TestClient.TEST), FILE);
    TestClient nobody = TestClient.serviceAccount(bytebase);

    assertThat(nobody.get(PLAN).code()).isEqualTo(7);
    assertThat(nobody.post(PLAN + "/rollout", "{}").message())
        .isEqualTo("permission denied to create rollout");
    assertThat(nobody.post(STAGE + "/tasks:batchRun", "{\"tasks\":[" + NO_TASK + "\"]}").message())
        .isEqualTo("Not allowed to run tasks");
    assertThat(
            nobody
                .post(
                    STAGE + "/tasks/-/taskRuns:batchCancel",
                    "{\"taskRuns\":[" + NO_TASK + "/taskRuns/9223372036854775807\"]}")
                .message())
        .isEqualTo("Not allowed to cancel tasks");
  }

  @Test
  void runThatIsNotThereIsCancelledByDoingNothing() {
    TestClient agent = TestClient.serviceAccount(bytebase);
    agent.rollOut(List.of(TestClient.TEST), FILE);

    Reply reply =
        agent.post(
            STAGE + "/tasks/-/taskRuns:batchCancel",
            "{\"taskRuns\":[" + NO_TASK + "/taskRuns/9223372036854775807\"]}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{}");
  }
}
