package io.bytebase4j.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  private static final String SAMPLE = "migration";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String answers, String... args) {
    return Quickstart.run(
        environment,
        new StringReader(answers),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args);
  }

  @Test
  void rollsOutTheSampleOnBothDatabases() {
    assertThat(run(Map.of(), "", "--yes", SAMPLE)).isEqualTo(Quickstart.OK);

    assertThat(out.toString())
        .contains("migration/202505141650_create_table_employee.sql:4")
        .contains("COLUMN_NO_NULL (402)")
        .contains("2 of 2")
        .contains("instances/test-pg/databases/app_test  DONE")
        .contains("instances/prod-pg/databases/app_prod  DONE")
        .containsPattern(
            "(?s)What the databases hold now.*department .*employee .*department .*employee ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void asksBeforeTheSecondStage() {
    assertThat(run(Map.of(), "y\n", SAMPLE)).isEqualTo(Quickstart.OK);
    assertThat(out.toString()).contains("Roll out prod too?").contains("app_prod  DONE");
  }

  @Test
  void stopsWhereTheAnswerIsNoOrNobodyAnswers() {
    assertThat(run(Map.of(), "n\n", SAMPLE)).isEqualTo(Quickstart.STOPPED);
    assertThat(run(Map.of(), "", SAMPLE)).isEqualTo(Quickstart.STOPPED);
    assertThat(out.toString())
        .contains("Stage prod is not rolled out. Rollout: projects/hr/plans/101/rollout")
        .contains("nobody is here to answer")
        .doesNotContain("app_prod  DONE");
  }

  @Test
  void aFileThatIsNoSqlStopsBeforeTheRelease(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("1_letter.sql"), "Dear database\n");

    assertThat(run(Map.of(), "", folder.toString())).isEqualTo(Quickstart.FAILED);

    assertThat(err.toString()).contains("1_letter.sql:1").contains("Syntax error");
    assertThat(out.toString()).doesNotContain("== Release ==");
  }

  @Test
  void anEmptyFolderAndAFileWithoutAVersionAreNamed(@TempDir Path folder) throws IOException {
    assertThat(run(Map.of(), "", folder.toString())).isEqualTo(Quickstart.FAILED);
    assertThat(err.toString()).contains("no .sql file lies in");

    Files.writeString(folder.resolve("create.sql"), "SELECT 1;");
    assertThat(run(Map.of(), "", folder.toString())).isEqualTo(Quickstart.FAILED);
    assertThat(err.toString()).contains("create.sql: the name does not begin with a version");
  }

  @Test
  void anIncompleteEnvironmentAndAnUnknownOptionAreWrongUsage() {
    assertThat(run(Map.of("BYTEBASE_URL", "https://bytebase.invalid"), "", SAMPLE)).isEqualTo(2);
    assertThat(err.toString()).contains("BYTEBASE_SERVICE_ACCOUNT must be set too");
    assertThat(run(Map.of(), "", "--nope")).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Map<String, String> environment =
        Map.of(
            "BYTEBASE_URL", "http://127.0.0.1:1",
            "BYTEBASE_SERVICE_ACCOUNT", "ci@service.bytebase.com",
            "BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_secret");

    assertThat(run(environment, "", SAMPLE)).isEqualTo(Quickstart.FAILED);

    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("bbs_secret");
  }
}
