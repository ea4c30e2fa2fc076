package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.samples.citool.result.ExitCode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline's steps on servers of 2025, by the same commands. */
@Timeout(120)
class OlderServersTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.9.2", "3.6.2"})
  void aPipelineIsTheSameOnServersOfAllAges(String version, @TempDir Path folder)
      throws SQLException {
    try (Scene scene = new Scene(version)) {
      ToolRun tool =
          ToolRun.in(folder)
              .on(scene.server())
              .file("migration/1_a.sql", "CREATE TABLE a (id INT NOT NULL PRIMARY KEY);\n")
              .file("migration/2_b_dml.sql", "INSERT INTO a VALUES (1);\n");
      String files = " --file-pattern migration/*.sql";

      assertThat(tool.run("check --check-release FAIL_ON_ERROR" + files)).isEqualTo(ExitCode.OK);
      assertThat(tool.run("rollout --target-stage environments/test --output test.json" + files))
          .isEqualTo(ExitCode.OK);
      assertThat(scene.hasTable(scene.test(), "a")).isTrue();
      assertThat(scene.hasTable(scene.prod(), "a")).isFalse();

      JsonObject output = JsonParser.parseString(tool.read("test.json")).getAsJsonObject();
      String rollout = output.get("rollout").getAsString();
      String plan = output.get("plan").getAsString();
      assertThat(rollout).matches("projects/hr/rollouts/\\d+");
      assertThat(output.get("release").getAsString()).matches("projects/hr/releases/\\d+");
      assertThat(tool.run("status --exit-code --rollout " + rollout)).isEqualTo(ExitCode.PENDING);
      assertThat(tool.out()).contains("test").contains("prod");
      assertThat(tool.run("rollout --plan " + plan + " --target-stage environments/prod"))
          .isEqualTo(ExitCode.OK);
      assertThat(scene.hasTable(scene.prod(), "a")).isTrue();
      assertThat(tool.run("await --rollout " + rollout)).isEqualTo(ExitCode.OK);
      assertThat(tool.run("rollout --target-stage environments/prod" + files))
          .isEqualTo(ExitCode.OK);
      assertThat(tool.run("rollout --target-stage environments/nope" + files))
          .isEqualTo(ExitCode.USAGE);
      assertThat(tool.err()).contains("[test, prod]");
    }
  }
}
