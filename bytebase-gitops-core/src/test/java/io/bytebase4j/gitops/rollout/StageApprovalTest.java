package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.journal.StepState;
import io.bytebase4j.gitops.rollout.RolloutEvent.ApprovalChanged;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that wait for an approval. */
class StageApprovalTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static RolloutScene scene;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    scene = new RolloutScene(Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  private RolloutHandle rollout(StagePolicy prod) {
    return scene.rollout(scene.gitOps(), "SELECT 1;").withPolicy("prod", prod);
  }

  @Test
  void prodBeginsWhenTheGateApproves() {
    List<ApprovalQuestion> asked = new ArrayList<>();
    RolloutHandle rollout =
        rollout(
            StagePolicy.standard()
                .withApproval(
                    ApprovalPolicy.byGate(
                        question -> {
                          asked.add(question);
                          return asked.size() < 3
                              ? ApprovalDecision.pending()
                              : ApprovalDecision.approved("jane", "go");
                        })));
    List<String> statuses = new ArrayList<>();
    rollout.listen(
        event -> {
          if (event instanceof ApprovalChanged change) {
            statuses.add(change.status());
          }
        });

    rollout.runAll();

    assertThat(asked)
        .hasSize(3)
        .allSatisfy(
            question -> {
              assertThat(question.stage()).isEqualTo("prod");
              assertThat(rollout.name()).startsWith(question.plan());
              assertThat(question.release()).startsWith("projects/hr/releases/gitops-");
            });
    assertThat(statuses).containsExactly("PENDING", "APPROVED");
    assertThat(rollout.status().stages()).allMatch(StageState::isSettled);
  }

  @Test
  void nothingIsStartedWithoutApproval() {
    RolloutHandle rejected =
        rollout(
            StagePolicy.standard()
                .withApproval(
                    ApprovalPolicy.byGate(
                        question -> ApprovalDecision.rejected("joe", "not on a Friday"))));
    RolloutHandle late =
        rollout(StagePolicy.standard().withApprovalByPerson(Duration.ofMillis(250)));

    assertThatExceptionOfType(ApprovalRejectedException.class)
        .isThrownBy(rejected::runAll)
        .withMessageContaining("joe")
        .withMessageContaining("not on a Friday");
    assertThatExceptionOfType(ApprovalTimeoutException.class)
        .isThrownBy(late::runAll)
        .withMessageContaining("stage prod");

    for (RolloutHandle rollout : List.of(rejected, late)) {
      assertThat(rollout.status().stage("test").isSettled()).isTrue();
      assertThat(scene.starts(rollout))
          .extracting(request -> request.path())
          .containsExactly("/v1/" + rollout.name() + "/stages/test/tasks:batchRun");
    }
  }

  @Test
  void aPersonApprovesWhileAnotherThreadWaits() {
    RolloutHandle rollout = rollout(StagePolicy.standard().withApprovalByPerson(MINUTE));
    rollout.listen(
        event -> {
          if (event instanceof ApprovalChanged change && change.status().equals("PENDING")) {
            rollout.approve("environments/prod", "jane@example.com", "");
          }
        });

    assertThat(rollout.runAll().stages()).hasSize(2);
  }

  @Test
  void whatIsSettledNeedsNoApproval() {
    RolloutHandle rollout = rollout(StagePolicy.standard());
    rollout.runAll();

    StageResult prod =
        rollout
            .withPolicy("prod", StagePolicy.standard().withApprovalByPerson(Duration.ofMillis(1)))
            .runStage("prod");

    assertThat(prod.stage().isSettled()).isTrue();
  }

  @Test
  void anApprovalIsWrittenDownForALaterProcess() {
    Path file = folder.resolve("journal.json");
    RolloutHandle rollout = rollout(StagePolicy.standard()).withJournal(GitOpsJournal.ofFile(file));
    assertThatIllegalArgumentException().isThrownBy(() -> rollout.approve("prod", " ", ""));
    rollout.approve("prod", "jane@example.com", "ticket 7");

    RolloutHandle later =
        scene
            .gitOps()
            .attach(rollout.name())
            .withPolicy("prod", StagePolicy.standard().outOfOrder().withApprovalByPerson(MINUTE))
            .withJournal(GitOpsJournal.ofFile(file));
    later.runStage("prod");

    assertThat(GitOpsJournal.ofFile(file).entries())
        .extracting(JournalEntry::kind, JournalEntry::state)
        .containsExactly(
            tuple(StepKind.APPROVE, StepState.DONE), tuple(StepKind.STAGE, StepState.DONE));
  }
}
