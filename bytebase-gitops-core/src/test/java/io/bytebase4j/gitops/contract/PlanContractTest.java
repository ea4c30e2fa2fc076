package io.bytebase4j.gitops.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.approval.ApprovalForbiddenException;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Plans and approvals as every server must answer them. */
@ParameterizedClass
@ArgumentsSource(ContractServers.class)
class PlanContractTest {
  @TempDir private Path folder;
  private final ContractServer server;
  private GitOps gitOps;
  private ReleaseRef release;

  PlanContractTest(ContractServer server) {
    this.server = server;
  }

  @BeforeEach
  void connect() throws IOException {
    gitOps = GitOps.connect(server.url(), server.credentials());
    Files.writeString(folder.resolve(server.unique() + "_t.sql"), "SELECT 1;");
    release = gitOps.release(ReleaseRequest.of(server.project(), MigrationSet.ofFolder(folder)));
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private PlanRequest fresh() {
    return PlanRequest.of(release, server.targets());
  }

  private PlanRequest inTheNextStep() {
    return PlanRequest.of(release.name(), server.targets());
  }

  @Test
  void aPlanIsFoundBeforeAndAfterItsRolloutIsMade() {
    PlanRef made = gitOps.plan(fresh());
    PlanRef found = gitOps.plan(inTheNextStep());
    RolloutHandle rollout = gitOps.rollout(found);

    assertThat(made.adopted()).isFalse();
    assertThat(found.adopted()).isTrue();
    assertThat(found.name()).isEqualTo(made.name());
    assertThat(rollout.status().stages())
        .extracting(StageState::id)
        .containsExactly("test", "prod");
    assertThat(gitOps.plan(inTheNextStep())).isEqualTo(found);
  }

  @RepeatedTest(5)
  void plannersAtOnceAgreeOnOnePlanAndNameTheOthers() throws Exception {
    int planners = 4;
    ExecutorService threads = Executors.newFixedThreadPool(planners);
    List<PlanRef> plans = new ArrayList<>();
    try {
      CyclicBarrier start = new CyclicBarrier(planners);
      List<Future<PlanRef>> running = new ArrayList<>();
      for (PlanRequest request : Collections.nCopies(planners, fresh())) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return gitOps.plan(request);
                }));
      }
      for (Future<PlanRef> one : running) {
        plans.add(one.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(plans).extracting(PlanRef::name).containsOnly(plans.get(0).name());
    assertThat(plans).filteredOn(plan -> !plan.adopted()).hasSize(1);
    assertThat(gitOps.plan(inTheNextStep()).orphans())
        .hasSize(planners - 1)
        .containsAll(plans.stream().flatMap(plan -> plan.orphans().stream()).toList());
  }

  @Test
  void theRoleForGitOpsMayNotAskForAnApprovalByAnIssue() {
    assumeTrue(server.has(ServerFeature.GITOPS_ROLE), "the account has a role with more rights");
    PlanRef plan = gitOps.plan(fresh());

    assertThatExceptionOfType(ApprovalForbiddenException.class)
        .isThrownBy(() -> gitOps.rollout(plan, ApprovalPolicy.byIssue()))
        .satisfies(
            denied -> assertThat(denied.requiredPermissions()).containsExactly("bb.issues.create"));
    assertThat(gitOps.plan(inTheNextStep()).name()).isEqualTo(plan.name());
  }
}
