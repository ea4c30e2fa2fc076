package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.samples.citool.result.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reviews by the tool, on a server. */
@Timeout(120)
class CheckCommandTest {
  private static Scene scene;

  private Path folder;
  private ToolRun tool;

  @BeforeAll
  static void start() {
    scene = new Scene();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @BeforeEach
  void change(@TempDir Path folder) {
    this.folder = folder;
    tool = ToolRun.in(folder).on(scene.server());
  }

  private void good() {
    tool.file("migration/1_a.sql", "CREATE TABLE a (id INT NOT NULL PRIMARY KEY);\n");
  }

  private void bad() {
    tool.file("migration/1_letter.sql", "Dear database\n");
  }

  @Test
  void aGoodChangePasses() {
    good();

    assertThat(
            tool.run(
                "check --file-pattern migration/*.sql --check-release FAIL_ON_WARNING"
                    + " --output a/check.json --reports reports"))
        .isEqualTo(ExitCode.OK);

    JsonObject output = JsonParser.parseString(tool.read("a/check.json")).getAsJsonObject();
    assertThat(output.getAsJsonObject("checkResults").getAsJsonArray("results")).hasSize(2);
    assertThat(output.has("outcome")).isFalse();
    assertThat(folder.resolve("reports")).isDirectoryContaining("glob:**.sarif");
    assertThat(folder.resolve("reports")).isDirectoryContaining("glob:**.junit.xml");
  }

  @Test
  void theGateDecidesAndSkipSaysWhatItLetsThrough() {
    bad();

    assertThat(tool.run("check --file-pattern migration/*.sql --check-release FAIL_ON_ERROR"))
        .isEqualTo(ExitCode.REVIEW_BLOCKED);
    assertThat(tool.out()).contains("migration/1_letter.sql:1").contains("Syntax error");
    assertThat(tool.err()).isEmpty();

    assertThat(tool.run("check --file-pattern migration/*.sql")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("The gate is SKIP: this review would stop the change");
  }

  @Test
  void jsonIsAllThatIsOnTheOutput() {
    bad();

    assertThat(tool.run("--json check --file-pattern migration/*.sql")).isEqualTo(ExitCode.OK);

    JsonObject output = JsonParser.parseString(tool.out()).getAsJsonObject();
    assertThat(output.getAsJsonObject("checkResults").toString()).contains("Syntax error");
    assertThat(tool.err()).contains("migration/1_letter.sql:1").contains("The gate is SKIP");
  }

  @Test
  void theReviewIsShownOnThePlatformItRunsOn() {
    bad();
    tool.with("GITHUB_ACTIONS", "true")
        .with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
        .with("GITHUB_OUTPUT", folder.resolve("outputs").toString())
        .with("GITHUB_WORKSPACE", folder.toString())
        .file("outputs", "")
        .file("summary.md", "");

    assertThat(tool.run("check --file-pattern migration/*.sql")).isEqualTo(ExitCode.OK);

    assertThat(tool.out()).contains("::error file=migration/1_letter.sql,line=1");
    assertThat(tool.read("summary.md")).contains("Syntax error");
    assertThat(tool.read("outputs")).contains("verdict<<").contains("stopped");
  }

  @Test
  void filesThatCantBeUsedStopItBeforeTheServerIsAsked() {
    tool.file("migration/create.sql", "SELECT 1;\n");
    int before = scene.server().requests().size();

    assertThat(tool.run("check --file-pattern migration/*.sql")).isEqualTo(ExitCode.REVIEW_BLOCKED);

    assertThat(tool.out())
        .contains("create.sql")
        .contains("version")
        .contains("let through by no gate");
    assertThat(scene.server().requests()).hasSize(before);
  }

  @Test
  void filesThatCantBeUsedAreShownOnThePlatform() {
    tool.file("migration/create.sql", "SELECT 1;\n")
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
        .with("GITHUB_WORKSPACE", folder.toString())
        .file("summary.md", "");

    assertThat(tool.run("check --file-pattern migration/*.sql --reports reports"))
        .isEqualTo(ExitCode.REVIEW_BLOCKED);

    assertThat(tool.out()).contains("::error file=migration/create.sql");
    assertThat(tool.read("summary.md")).contains("migration/create.sql");
    assertThat(folder.resolve("reports")).isDirectoryContaining("glob:**.junit.xml");
  }

  @Test
  void unversionedFilesAreLeftAsideWhereThatIsSaid() {
    good();
    tool.file("migration/create.sql", "SELECT 1;\n");

    assertThat(tool.run("check --file-pattern migration/*.sql --skip-unversioned --json"))
        .isEqualTo(ExitCode.OK);

    assertThat(tool.err()).contains("create.sql");
    assertThat(
            JsonParser.parseString(tool.out())
                .getAsJsonObject()
                .getAsJsonObject("checkResults")
                .toString())
        .contains("1_a.sql")
        .doesNotContain("create.sql");
  }

  @Test
  void aHeaderGoesWithEachRequest() {
    good();
    int before = scene.server().requests().size();

    assertThat(tool.run("check --file-pattern migration/*.sql --custom-header Cookie:CF_Auth=abc"))
        .isEqualTo(ExitCode.OK);

    assertThat(scene.server().requests().subList(before, scene.server().requests().size()))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.headers().values()).contains("CF_Auth=abc"));
  }

  @Test
  void aWrongSecretIsDenied() {
    good();
    tool.with("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_wrong");

    assertThat(tool.run("check --file-pattern migration/*.sql")).isEqualTo(ExitCode.ACCESS_DENIED);

    assertThat(tool.err()).doesNotContain("bbs_wrong").doesNotContain("called from here");
  }
}
