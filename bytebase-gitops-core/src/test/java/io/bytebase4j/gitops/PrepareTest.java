package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.JournalMismatchException;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.journal.StepState;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.ManualClock;
import io.bytebase4j.testkit.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from files to a rollout, in one call. */
class PrepareTest {
  private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private static LocalBytebase server;
  private static BytebaseClient client;
  private static GitOps gitOps;
  private static int version;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server = LocalBytebase.builder().clock(CLOCK).start();
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .build();
    gitOps = GitOps.using(client).clock(CLOCK).build();
  }

  @AfterAll
  static void stop() {
    gitOps.close();
    client.close();
    server.close();
  }

  /** Plans that are made within seconds of a release are looked at, so let some time pass. */
  @BeforeEach
  void passTime() {
    CLOCK.pass(Duration.ofMinutes(1));
  }

  private static RolloutRequest request() {
    version++;
    return RolloutRequest.of(
        server.project(),
        MigrationSet.ofContents(
            Map.of(
                version + "_t.sql",
                MigrationContent.of("CREATE TABLE t" + version + " (id INT PRIMARY KEY);"))),
        server.targets());
  }

  private static List<String> sentBy(Runnable action) {
    int before = server.requests().size();
    action.run();
    return server.requests().subList(before, server.requests().size()).stream()
        .map(RecordedRequest::method)
        .toList();
  }

  /** Two looks for a release of today and yesterday, one for a plan made at the same time. */
  @Test
  void aFreshRunTakesSixRequests() {
    RolloutRequest request = request();

    assertThat(sentBy(() -> gitOps.prepare(request)))
        .containsExactly("GET", "GET", "POST", "POST", "GET", "POST");
  }

  @Test
  void theSameRequestFindsWhatWasMade() {
    RolloutRequest request = request();
    PreparedRollout first = gitOps.prepare(request);
    first.rollout().runAll();

    PreparedRollout again = gitOps.prepare(request);

    assertThat(again.release()).isEqualTo(first.release());
    assertThat(again.plan().name()).isEqualTo(first.plan().name());
    assertThat(again.plan().adopted()).isTrue();
    assertThat(again.rollout().status().stages()).allMatch(StageState::isSettled);
  }

  @Test
  void anotherRunKeyMakesAnotherRelease() {
    RolloutRequest request = request();

    String first = gitOps.prepare(request).release();
    String second = gitOps.prepare(request.withRelease(r -> r.withRunKey("run 2"))).release();

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aJournalHoldsEachStepAndNothingIsAskedForAgain() {
    Path file = folder.resolve("journal.json");
    RolloutRequest request = request();
    PreparedRollout first =
        gitOps.prepare(request.withTitle("nightly").withJournal(GitOpsJournal.ofFile(file)));
    first.rollout().runStage("test");

    List<String> sent =
        sentBy(
            () -> {
              PreparedRollout again =
                  gitOps.prepare(request.withJournal(GitOpsJournal.ofFile(file)));
              assertThat(again.rollout().name()).isEqualTo(first.rollout().name());
            });

    assertThat(sent).isEmpty();
    assertThat(GitOpsJournal.ofFile(file).entries())
        .allMatch(entry -> entry.state() == StepState.DONE)
        .extracting(JournalEntry::kind)
        .containsExactly(StepKind.RELEASE, StepKind.PLAN, StepKind.ROLLOUT, StepKind.STAGE);
  }

  @Test
  void aJournalOfSomethingElseIsRefusedBeforeAnythingIsSent() {
    Path file = folder.resolve("journal.json");
    gitOps.prepare(request().withJournal(GitOpsJournal.ofFile(file)));
    RolloutRequest other = request().withJournal(GitOpsJournal.ofFile(file));

    assertThat(
            sentBy(
                () ->
                    assertThatExceptionOfType(JournalMismatchException.class)
                        .isThrownBy(() -> gitOps.prepare(other))))
        .isEmpty();
  }

  @Test
  void thereIsNoRolloutWithoutTheApproval() {
    Path file = folder.resolve("journal.json");
    RolloutRequest request = request();

    List<String> sent =
        sentBy(
            () ->
                assertThatExceptionOfType(ApprovalRejectedException.class)
                    .isThrownBy(
                        () ->
                            gitOps.prepare(
                                request
                                    .withJournal(GitOpsJournal.ofFile(file))
                                    .withApproval(
                                        ApprovalPolicy.byGate(
                                            question -> ApprovalDecision.rejected("joe", "no")))))
                    .withMessageContaining("joe"));

    assertThat(sent).containsExactly("GET", "GET", "POST", "POST", "GET");
    assertThat(GitOpsJournal.ofFile(file).last(StepKind.APPROVAL).orElseThrow().state())
        .isEqualTo(StepState.FAILED);

    PreparedRollout approved =
        gitOps.prepare(
            request
                .withJournal(GitOpsJournal.ofFile(file))
                .withApproval(
                    ApprovalPolicy.byGate(question -> ApprovalDecision.approved("jane", "yes"))));
    assertThat(approved.rollout().status().stages()).hasSize(2);
  }
}
