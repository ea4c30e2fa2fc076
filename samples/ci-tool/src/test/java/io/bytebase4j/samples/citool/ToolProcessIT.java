package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import io.bytebase4j.samples.citool.result.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged tool as a process: signals, exit codes, the launcher and its archive. */
class ToolProcessIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  private static Scene scene;

  private final int number = Scene.number();
  private final String table = "t" + number;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    scene = new Scene();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  private void migration(String sql) throws IOException {
    Files.createDirectories(folder.resolve("migration"));
    Files.writeString(folder.resolve("migration/" + number + "_a.sql"), sql);
  }

  private ToolProcess tool(Path java, String... arguments) {
    return ToolProcess.start(folder, java, scene.server(), arguments);
  }

  /** CI platforms send one of these when somebody cancels a run, and kill some seconds later. */
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalCancelsWhatIsUnderWayAndTheResultIsWritten(String signal)
      throws IOException, InterruptedException, SQLException {
    migration("ALTER TABLE " + table + " ADD COLUMN n INT;\n");
    try (Connection lock = scene.locked(table)) {
      ToolProcess run =
          tool(
              JAVA,
              "rollout",
              "--file-pattern",
              "migration/*.sql",
              "--target-stage",
              "test",
              "--output",
              "result.json");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> scene.isBlocked("ALTER TABLE " + table + " "));

      run.signal(signal);

      assertThat(run.end()).isEqualTo(ExitCode.CANCELLED.number());
      assertThat(run.out()).contains("1 task runs under way were cancelled");
      String result = Files.readString(folder.resolve("result.json"));
      assertThat(JsonParser.parseString(result).getAsJsonObject().get("outcome").getAsString())
          .isEqualTo("CANCELED");
      lock.rollback();
    }
  }

  static Stream<Path> javas() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    List<Path> others;
    try (Stream<Path> homes =
        Files.isDirectory(installed) ? Files.list(installed) : Stream.<Path>empty()) {
      others = homes.filter(home -> Files.isExecutable(home.resolve("bin/javac"))).toList();
    }
    return Stream.concat(Stream.of(JAVA), others.stream()).map(ToolProcessIT::real).distinct();
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      return home;
    }
  }

  /** The first run leaves an archive, the second begins with it; nothing is said about that. */
  @ParameterizedTest
  @MethodSource("javas")
  void theLauncherKeepsAnArchive(Path java) throws IOException, InterruptedException {
    migration("CREATE TABLE " + table + " (id INT NOT NULL PRIMARY KEY);\n");
    String[] line = {"check", "--file-pattern", "migration/*.sql"};
    ToolProcess first = tool(java, line);
    assertThat(first.end()).isZero();
    assertThat(first.err()).isEmpty();
    String out = first.out();
    Path archive;
    try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
      archive = kept.findFirst().orElseThrow();
    }

    ToolProcess second = tool(java, line);
    assertThat(second.end()).isZero();

    assertThat(second.out()).isEqualTo(out);
    assertThat(second.err()).isEmpty();
    assertThat(Files.size(archive.resolveSibling(nameOfArchive(archive)))).isGreaterThan(1 << 20);
  }

  private static String nameOfArchive(Path kept) {
    String name = kept.getFileName().toString();
    return name.substring(0, name.indexOf(".jsa") + 4);
  }

  @Test
  void aBrokenArchiveIsNoHindrance() throws IOException, InterruptedException {
    migration("CREATE TABLE " + table + " (id INT);\n");
    String[] line = {"preflight", "--file-pattern", "migration/*.sql"};
    assertThat(tool(JAVA, line).end()).isZero();
    assertThat(tool(JAVA, line).end()).isZero();
    try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
      for (Path archive : kept.toList()) {
        Files.delete(archive);
        Files.writeString(archive, "nonsense");
      }
    }

    ToolProcess run = tool(JAVA, line);

    assertThat(run.end()).isZero();
    assertThat(run.out()).isEqualTo("1 files, 0 findings\n");
    assertThat(run.err()).isEmpty();
  }
}
