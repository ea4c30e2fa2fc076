package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server was seen to list of the versions that are applied. */
@ExtendWith(LocalBytebaseExtension.class)
class RevisionTest {
  private static final String REVISIONS = "/v1/" + TEST + "/revisions";
  private Reply rollout;

  @BeforeEach
  void apply(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    rollout =
        client.rollOut(
            List.of(TEST),
            file("m/1_a.sql", "1", "SELECT 1;"),
            file("m/2_b.sql", "2", "SELECT 2;"),
            file("m/10_c.sql", "10", "SELECT 10;"));
    client.runTo(rollout.at("stages.0.tasks.0.name"), "DONE");
  }

  @Test
  void areListedByTextOfVersionTheLastFirst(LocalBytebase bytebase) {
    Reply revisions = TestClient.admin(bytebase).get(REVISIONS);

    assertThat(revisions.at("revisions.0.version")).isEqualTo("2");
    assertThat(revisions.at("revisions.1.version")).isEqualTo("10");
    assertThat(revisions.at("revisions.2.version")).isEqualTo("1");
    assertThat(revisions.at("revisions.0.name")).startsWith(TEST + "/revisions/");
    assertThat(revisions.at("revisions.0.file"))
        .isEqualTo(revisions.at("revisions.0.release") + "/files/m%2F2_b.sql");
    assertThat(revisions.at("revisions.0.sheet"))
        .isEqualTo("projects/hr/sheets/" + revisions.at("revisions.0.sheetSha256"));
    assertThat(revisions.at("revisions.0.taskRun"))
        .startsWith(rollout.at("stages.0.tasks.0.name") + "/taskRuns/");
    assertThat(revisions.at("revisions.0.type")).isEqualTo("VERSIONED");
  }

  @Test
  void comePageByPage(LocalBytebase bytebase) {
    TestClient admin = TestClient.admin(bytebase);
    Reply first = admin.get(REVISIONS + "?pageSize=2");

    assertThat(first.at("nextPageToken")).isEqualTo("CAIQAg==");
    assertThat(admin.get(REVISIONS + "?pageSize=2&pageToken=CAIQAg==").at("revisions.0.version"))
        .isEqualTo("1");
  }

  @Test
  void areNotForTheServiceAccount(LocalBytebase bytebase) {
    Reply denied = TestClient.serviceAccount(bytebase).get(REVISIONS);

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text()).contains("bb.revisions.list");
  }
}
