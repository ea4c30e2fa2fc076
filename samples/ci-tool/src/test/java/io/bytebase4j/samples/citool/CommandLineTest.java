package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.citool.result.ExitCode;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line alone decides, without a server. */
class CommandLineTest {
  private Path folder;
  private ToolRun tool;

  @BeforeEach
  void change(@TempDir Path folder) {
    this.folder = folder;
    tool =
        ToolRun.in(folder)
            .with("BYTEBASE_URL", "https://bytebase.invalid")
            .with("BYTEBASE_SERVICE_ACCOUNT", "ci@service.bytebase.com")
            .with("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_secret")
            .with("BYTEBASE_PROJECT", "projects/hr")
            .with("BYTEBASE_TARGETS", "instances/pg/databases/app")
            .file("migration/1_a.sql", "SELECT 1;\n");
  }

  @ParameterizedTest
  @CsvSource({
    "BYTEBASE_URL, --url",
    "BYTEBASE_PROJECT, --project",
    "BYTEBASE_TARGETS, --targets",
    "BYTEBASE_SERVICE_ACCOUNT_SECRET, forks get no secrets",
    "BYTEBASE_SERVICE_ACCOUNT, --service-account",
  })
  void whatIsMissingIsNamed(String variable, String word) {
    tool.without(variable);

    assertThat(tool.run("check --file-pattern migration/*.sql")).isEqualTo(ExitCode.USAGE);

    assertThat(tool.err()).contains(word).contains("check --help").doesNotContain("bbs_secret");
    assertThat(tool.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check --file-pattern migration/*.sql --check-release MAYBE",
        "check --file-pattern migration/*.sql --timeout 5",
        "check --file-pattern migration/*.sql --targets app",
        "check --file-pattern migration/*.sql --project hr",
        "check --file-pattern migration/*.sql --url bytebase",
        "check --file-pattern migration/*.sql --url http://bytebase.invalid",
        "check --file-pattern migration/*.sql --custom-header nothing",
        "check --file-pattern migration/*.sql --custom-header Authorization:x",
        "check --file-pattern migration/*.sql --bogus",
        "rollout --plan 101",
        "rollout --plan",
        "status",
        "status --rollout 101",
        "status --from nothing.json",
        "approve --rollout projects/hr/rollouts/1",
        "deploy",
      })
  void whatIsWrongIsUsage(String line) {
    assertThat(tool.run(line)).isEqualTo(ExitCode.USAGE);

    assertThat(tool.err()).isNotBlank().contains("--help").doesNotContain("bbs_secret");
  }

  @Test
  void whereNoPlatformVouchesThatIsSaidBeforeAnythingIsSent() {
    tool.without("BYTEBASE_SERVICE_ACCOUNT")
        .without("BYTEBASE_SERVICE_ACCOUNT_SECRET")
        .with("BYTEBASE_WORKLOAD_IDENTITY", "ci@hr.workload.bytebase.com")
        .with("BITBUCKET_BUILD_NUMBER", "7");

    assertThat(tool.run("status --rollout projects/hr/plans/1/rollout")).isEqualTo(ExitCode.USAGE);

    assertThat(tool.err()).contains("--workload-identity").contains("oidc: true");
  }

  @Test
  void withoutACommandTheCommandsAreListed() {
    assertThat(CiTool.run(context())).isEqualTo(ExitCode.USAGE.number());
  }

  private ToolContext context() {
    return new ToolContext(
        Map.of(),
        folder,
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        false);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    tool.with("BYTEBASE_URL", "http://127.0.0.1:1");

    assertThat(tool.run("--timeout 500ms status --rollout projects/hr/plans/1/rollout"))
        .isEqualTo(ExitCode.UNREACHABLE);

    assertThat(tool.err()).contains("127.0.0.1:1").doesNotContain("bbs_secret");
  }

  @Test
  void theHelpTellsTheExitCodesAndTheOptions() {
    assertThat(tool.run("--help")).isEqualTo(ExitCode.OK);
    for (ExitCode code : ExitCode.values()) {
      assertThat(tool.out()).containsPattern("(?m)^ +" + code.number() + " +" + code.meaning());
    }
    assertThat(tool.run("rollout --help")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("--target-stage=STAGE").contains("--url=URL");
    assertThat(tool.run("--version")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).startsWith("bytebase4j ");
  }

  @Test
  void shellsCanCompleteIt() {
    assertThat(tool.run("generate-completion")).isEqualTo(ExitCode.OK);

    assertThat(tool.out()).contains("complete -F").contains("--target-stage");
  }

  @Test
  void aPreflightNeedsNoServer() {
    tool.without("BYTEBASE_URL");

    assertThat(tool.run("preflight --file-pattern migration/*.sql")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("1 files, 0 findings");

    tool.file("migration/create.sql", "SELECT 1;\n");
    assertThat(tool.run("preflight --file-pattern migration/*.sql"))
        .isEqualTo(ExitCode.REVIEW_BLOCKED);
    assertThat(tool.out()).contains("create.sql: the name does not begin with a version");
  }

  @Test
  void filesAreComparedWithACommit() throws GitAPIException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern("migration").call();
      git.commit()
          .setMessage("base")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
      tool.file("migration/1_a.sql", "SELECT 2;\n");

      assertThat(tool.run("preflight --file-pattern migration/*.sql --base HEAD"))
          .isEqualTo(ExitCode.OK);
      assertThat(tool.out())
          .contains("migration/1_a.sql")
          .contains("version 1 is in HEAD with another content");

      assertThat(tool.run("preflight --file-pattern migration/*.sql --base nowhere"))
          .isEqualTo(ExitCode.USAGE);
      assertThat(tool.err()).contains("nowhere");
    }
  }
}
