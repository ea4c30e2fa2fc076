package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures of docs/exactly-once.md are what is asked and answered in a run. */
@ExtendWith(LocalBytebaseExtension.class)
class ExactlyOnceGuideTest {
  private static final Instant DAY = Instant.parse("2026-11-23T10:00:00Z");

  /** Goes on as ever, but from that day on, since ids of releases name theirs. */
  private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), DAY));

  private LocalBytebase server;

  @BeforeEach
  void start(LocalPostgres postgres) {
    server = LocalBytebase.builder().postgres(postgres).clock(clock).start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** From files to a stage, by a process of its own. */
  private String run() {
    Sequence sequence = new Sequence();
    try (BytebaseClient client =
            BytebaseClient.builder()
                // Else its first call would ask the server for it.
                .serverVersion(server.version())
                .url(server.url().toString())
                .credentials(
                    Credentials.serviceAccount(
                        server.serviceAccount(), server.serviceAccountSecret()))
                .listener(sequence)
                .build();
        GitOps gitOps = GitOps.using(client).clock(clock).build()) {
      MigrationSet migrations =
          MigrationSet.ofContents(
              Map.of(
                  "migration/1_t.sql",
                  MigrationContent.of("CREATE TABLE t (id INT PRIMARY KEY);")));
      gitOps
          .prepare(RolloutRequest.of(server.project(), migrations, server.targets()))
          .rollout()
          .runStage("test");
    }
    return sequence.picture();
  }

  private static String picture(int number) {
    List<Page.Block> pictures = Page.of("docs/exactly-once.md").blocks("mermaid");
    assertThat(pictures).hasSize(5);
    return pictures.get(number).text();
  }

  @Test
  void nothingGoesWrong() {
    assertThat(run()).isEqualTo(picture(0));
  }

  @Test
  void theAnswerToTheReleaseIsLost() {
    server.faults().next(1, "POST", ".*/releases").loseAnswer();

    assertThat(run()).isEqualTo(picture(1));
  }

  @Test
  void theAnswerToThePlanIsLost() {
    server.faults().next(1, "POST", ".*/plans").loseAnswer();

    assertThat(run()).isEqualTo(picture(2));
  }

  @Test
  void theAnswerToTheStartIsLost() {
    server.faults().next(1, "POST", ".*/tasks:batchRun").loseAnswer();

    assertThat(run()).isEqualTo(picture(3));
  }

  @Test
  void theSameAgain() {
    run();

    assertThat(run()).isEqualTo(picture(4));
  }
}
