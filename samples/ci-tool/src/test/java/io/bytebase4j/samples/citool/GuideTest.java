package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.citool.result.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what the guides show. */
class GuideTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern LINE = Pattern.compile("bytebase4j (.*?)(?: +# ends with (\\d+))?");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\|$");

  @TempDir private Path folder;

  private static List<String> commands(String guide) {
    return BLOCK.matcher(guide).results().flatMap(block -> block.group(1).lines()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tool.md",
        "migration-from-bytebase-action.md",
        "security.md",
        "getting-started.md",
        "../README.md"
      })
  void eachCommandDoesWhatTheGuideSays(String name) throws IOException {
    List<String> commands = commands(Files.readString(DOCS.resolve(name)));
    assertThat(commands).isNotEmpty();
    try (Scene scene = new Scene()) {
      ToolRun tool =
          ToolRun.in(folder)
              .on(scene.server())
              .file(
                  "migration/202511280900_a.sql",
                  "CREATE TABLE a (id INT NOT NULL PRIMARY KEY);\n");
      for (String command : commands) {
        Matcher parts = LINE.matcher(command);
        assertThat(parts.matches()).as("a command of the tool: %s", command).isTrue();
        int expected = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));

        ExitCode end = tool.shell(parts.group(1));

        assertThat(end.number())
            .as("%s%n%s%n%s", command, tool.out(), tool.err())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theExitCodesAreThoseOfTheTool() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(DOCS.resolve("tool.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            List.of(ExitCode.values()).stream()
                .map(code -> code.number() + " " + code.meaning())
                .toList());
  }

  @Test
  void eachOptionOfTheToolStandsInAGuide() throws IOException {
    String guides =
        Files.readString(DOCS.resolve("tool.md"))
            + Files.readString(DOCS.resolve("migration-from-bytebase-action.md"));
    List<String> notTold = List.of("--version", "--comment", "--approval-timeout");

    assertThat(ToolRun.in(folder).options())
        .filteredOn(option -> !guides.contains(option))
        .containsExactlyInAnyOrderElementsOf(notTold);
  }
}
