package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

// begin testkit
@ExtendWith(LocalBytebaseExtension.class)
class EmbeddedTest {
  @Test
  void aLostAnswerMakesNoSecondPlan(LocalBytebase server, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("1_t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");
    MigrationSet migrations = MigrationSet.ofFolder(folder);
    Credentials credentials =
        Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret());
    Faults.Rule lost = server.faults().next(1, "POST", "/v1/projects/hr/plans").loseAnswer();

    try (var service = new Embedding.RolloutService(server.url().toString(), credentials)) {
      service
          .rollOut(RolloutRequest.of(server.project(), migrations, server.targets()), "test")
          .join();
      assertThat(lost.fired()).isEqualTo(1);
      assertThat(service.gitOps().attach("projects/hr/plans/101/rollout").status().stages())
          .hasSize(2);
    }
  }
}
// end testkit
