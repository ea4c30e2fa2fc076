package io.bytebase4j.samples.citool.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;

/** The table, as a terminal gets it. */
class LiveTableTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private LiveTable table(int columns, int rows) throws IOException {
    LineDisciplineTerminal terminal =
        new LineDisciplineTerminal("test", "xterm-256color", screen, UTF_8);
    terminal.setSize(new Size(columns, rows));
    return new LiveTable(terminal, false);
  }

  private String shown() {
    return screen.toString(UTF_8).replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
  }

  @Test
  void eachChangeIsDrawnAndAFailureStaysAboveTheTable() throws IOException {
    try (LocalBytebase server = LocalBytebase.start();
        BytebaseClient client =
            BytebaseClient.builder()
                .url(server.url().toString())
                .credentials(
                    Credentials.serviceAccount(
                        server.serviceAccount(), server.serviceAccountSecret()))
                .build();
        GitOps gitOps = GitOps.using(client).build()) {
      MigrationSet files =
          MigrationSet.ofContents(
              Map.of("1_a.sql", MigrationContent.of("ALTER TABLE nowhere ADD n INT;")));
      RolloutHandle rollout =
          gitOps.prepare(RolloutRequest.of(server.project(), files, server.targets())).rollout();

      try (LiveTable table = table(100, 24)) {
        table.show(rollout);
        assertThat(shown()).contains("test: 1 not started").contains("prod: 1 not started");
        Assertions.assertThatExceptionOfType(StageFailedException.class)
            .isThrownBy(() -> rollout.runStage("test"));
      }

      assertThat(shown())
          .containsSubsequence(
              ": failed: failed to execute release file 1_a.sql (version 1)",
              "relation \"nowhere\" does not exist",
              "test: 1 failed",
              "failed  " + server.targets().get(0));
    }
  }
}
