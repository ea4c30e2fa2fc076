package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalGate;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/approvals.md shows runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class ApprovalsGuideTest {
  private final Deque<Ticket> answers = new ArrayDeque<>();
  private GitOps gitOps;
  private RolloutHandle rollout;

  @BeforeEach
  void prepare(LocalBytebase server) {
    gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
    MigrationSet migrations =
        MigrationSet.ofContents(
            Map.of(
                "migration/1_t.sql", MigrationContent.of("CREATE TABLE t (id INT PRIMARY KEY);")));
    rollout =
        gitOps.prepare(RolloutRequest.of(server.project(), migrations, server.targets())).rollout();
    rollout.runStage("test");
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  /** What a ticket system says of a ticket. */
  private record Ticket(String state, String person) {}

  /** A ticket system whose tickets are decided on when they have been asked for some times. */
  private interface Tickets {
    Ticket find(String plan, String stage) throws IOException;
  }

  // begin gate
  /** Asks the ticket of a plan and stage. */
  private record TicketGate(Tickets tickets) implements ApprovalGate {
    @Override
    public ApprovalDecision decide(ApprovalQuestion question) throws IOException {
      Ticket ticket = tickets.find(question.plan(), question.stage());
      return switch (ticket.state()) {
        case "APPROVED" -> ApprovalDecision.approved(ticket.person(), "by ticket");
        case "REFUSED" -> ApprovalDecision.rejected(ticket.person(), "by ticket");
        default -> ApprovalDecision.pending();
      };
    }
  }

  // end gate

  private Ticket next(String plan, String stage) throws IOException {
    assertThat(rollout.name()).startsWith(plan + "/");
    assertThat(stage).isEqualTo("prod");
    Ticket ticket = answers.remove();
    if (ticket.state().equals("OUT_OF_REACH")) {
      throw new IOException("the ticket system is out of reach");
    }
    return ticket;
  }

  private void runProd() {
    Tickets tickets = this::next;
    // begin use
    StagePolicy policy =
        StagePolicy.standard()
            .withApproval(
                ApprovalPolicy.byGate(new TicketGate(tickets)).withTimeout(Duration.ofHours(8)));

    rollout.withPolicy("prod", policy).runStage("prod");
    // end use
  }

  private List<TaskStatus> prod() {
    return rollout.status().stage("prod").tasks().stream().map(TaskState::status).toList();
  }

  @Test
  void theGateIsAskedUntilItDecides() {
    answers.add(new Ticket("OPEN", ""));
    answers.add(new Ticket("OUT_OF_REACH", ""));
    answers.add(new Ticket("APPROVED", "jane@example.com"));

    runProd();

    assertThat(answers).isEmpty();
    assertThat(prod()).containsExactly(TaskStatus.DONE);
  }

  @Test
  void aRefusalStartsNothing() {
    answers.add(new Ticket("REFUSED", "joe@example.com"));

    assertThatExceptionOfType(ApprovalRejectedException.class)
        .isThrownBy(this::runProd)
        .satisfies(e -> assertThat(e.by()).isEqualTo("joe@example.com"));
    assertThat(prod()).containsExactly(TaskStatus.NOT_STARTED);
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("approvals.md", ApprovalsGuideTest.class);
  }
}
