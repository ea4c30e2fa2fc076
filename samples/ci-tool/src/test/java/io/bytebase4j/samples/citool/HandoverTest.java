package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.citool.result.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step hands to the next, in each platform's own way. */
class HandoverTest {
  private static final String LINE = "rollout --file-pattern migration/*.sql";
  private static final String NAMES =
      "BYTEBASE_RELEASE=projects/hr/releases/\\S+\n"
          + "BYTEBASE_PLAN=projects/hr/plans/\\d+\n"
          + "BYTEBASE_ROLLOUT=projects/hr/plans/\\d+/rollout\n"
          + "BYTEBASE_OUTCOME=PENDING\n";

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
    tool =
        ToolRun.in(folder)
            .on(scene.server())
            .file("migration/" + Scene.number() + "_a.sql", "SELECT 1;\n");
  }

  @Test
  void bitbucketReadsAFileOfVariables() {
    tool.with("BITBUCKET_BUILD_NUMBER", "7")
        .with("BITBUCKET_PIPELINES_VARIABLES_PATH", folder.resolve("variables").toString())
        .file("variables", "OTHER=1\n");

    assertThat(tool.run(LINE)).isEqualTo(ExitCode.OK);

    assertThat(tool.read("variables")).matches("OTHER=1\n" + NAMES);
  }

  @Test
  void githubReadsOutputs() {
    tool.with("GITHUB_ACTIONS", "true")
        .with("GITHUB_OUTPUT", folder.resolve("outputs").toString())
        .with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
        .file("summary.md", "")
        .file("outputs", "");

    assertThat(tool.run(LINE)).isEqualTo(ExitCode.OK);

    assertThat(tool.read("outputs"))
        .containsPattern("release<<(\\S+)\nprojects/hr/releases/\\S+\n\\1\n")
        .containsPattern("plan<<(\\S+)\nprojects/hr/plans/\\d+\n\\1\n")
        .containsPattern("rollout<<(\\S+)\nprojects/hr/plans/\\d+/rollout\n\\1\n")
        .containsPattern("outcome<<(\\S+)\nPENDING\n\\1\n");
    assertThat(tool.read("summary.md")).contains("| `test` | not done | 1 not started |");
  }

  @Test
  void azureReadsTheLog() {
    tool.with("TF_BUILD", "True")
        .with("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.azure.com/org/")
        .with("SYSTEM_TEAMFOUNDATIONSERVERURI", "https://dev.azure.com/org/");

    assertThat(tool.run(LINE)).isEqualTo(ExitCode.OK);

    assertThat(tool.out())
        .containsPattern(
            "##vso\\[task.setvariable variable=BYTEBASE_PLAN;isOutput=true\\]projects/hr/plans/\\d+");
  }

  @Test
  void gitlabReadsADotenvReport() {
    tool.with("GITLAB_CI", "true");

    assertThat(tool.run(LINE + " --dotenv out/bytebase.env")).isEqualTo(ExitCode.OK);

    assertThat(tool.read("out/bytebase.env")).matches(NAMES);
  }

  @Test
  void aFileThatCantBeWrittenIsNamed() {
    tool.with("BITBUCKET_BUILD_NUMBER", "7")
        .with("BITBUCKET_PIPELINES_VARIABLES_PATH", folder.toString());

    assertThat(tool.run(LINE)).isEqualTo(ExitCode.FAILED);

    assertThat(tool.err()).contains("the names for the next step").contains(folder.toString());
  }
}
