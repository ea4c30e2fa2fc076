package io.bytebase4j.gitops.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a rollout would do, told by an account that may not list what is applied. */
@ExtendWith(LocalBytebaseExtension.class)
class PreviewTest {
  private LocalBytebase server;
  private GitOps gitOps;

  @BeforeEach
  void connect(LocalBytebase server) {
    this.server = server;
    this.gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private static MigrationSet files(String... contents) {
    Map<String, MigrationContent> files = new LinkedHashMap<>();
    for (String content : contents) {
      files.put((files.size() + 1) + "_f.sql", MigrationContent.of(content));
    }
    return MigrationSet.ofContents(files);
  }

  private static List<String> paths(List<MigrationFile> files) {
    return files.stream().map(MigrationFile::path).toList();
  }

  @Test
  void eachDatabaseHasWhatItLacksAndWhatItHas() {
    gitOps
        .prepare(
            RolloutRequest.of(
                server.project(),
                files("CREATE TABLE a (id INT PRIMARY KEY);", "SELECT 2;"),
                server.targets()))
        .rollout()
        .runStage("test");
    MigrationSet now = files("CREATE TABLE a (id INT PRIMARY KEY);", "SELECT 22;", "SELECT 3;");

    RolloutPreview preview = gitOps.preview(server.project(), now, server.targets());

    TargetPreview test = preview.targets().get(0);
    assertThat(paths(test.applied())).containsExactly("1_f.sql");
    assertThat(paths(test.edited())).containsExactly("2_f.sql");
    assertThat(paths(test.pending())).containsExactly("3_f.sql");
    TargetPreview prod = preview.targets().get(1);
    assertThat(paths(prod.pending())).containsExactly("1_f.sql", "2_f.sql", "3_f.sql");
    assertThat(prod.applied()).isEmpty();
    assertThat(preview.isEmpty()).isFalse();
    assertThat(preview)
        .hasToString(
            server.targets().get(0)
                + ": 1 to run (3_f.sql), 2 applied, 1 edited after that\n"
                + server.targets().get(1)
                + ": 3 to run (1_f.sql, 2_f.sql, 3_f.sql), 0 applied");
  }

  @Test
  void itAgreesWithTheRolloutAndTakesNoPermissionThatTheAgentLacks() {
    MigrationSet set = files("SELECT 1;", "SELECT 2;");
    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> gitOps.appliedVersions(server.targets().get(0)));

    gitOps.prepare(RolloutRequest.of(server.project(), set, server.targets())).rollout().runAll();

    assertThat(gitOps.preview(server.project(), set, server.targets()).isEmpty()).isTrue();
  }
}
