package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.common.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/migrations.md shows runs, and stands there as it is here. */
class MigrationGuideTest {
  private static final Path GUIDE = Path.of("../docs/migrations.md");

  @TempDir private Path repository;
  private final List<String> printed = new ArrayList<>();

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  @BeforeEach
  void write() throws IOException {
    for (String path :
        List.of(
            "migration/1_a.sql",
            "migration/create_table.sql",
            "hotfix/eu/2_b.sql",
            "schema/tables.sql")) {
      Path file = repository.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "SELECT '" + path + "';");
    }
  }

  @Test
  void scan() {
    // begin scan
    MigrationSet migrations =
        MigrationSource.of(repository, "migration/*.sql", "hotfix/**/*.sql").scan();

    migrations.files().forEach(file -> print(file.version() + " " + file.path()));
    migrations.findings().forEach(finding -> print(finding));
    // end scan
    assertThat(printed)
        .containsExactly(
            "1 migration/1_a.sql",
            "2 hotfix/eu/2_b.sql",
            "ERROR migration/create_table.sql: the name does not begin with a version: rename it to"
                + " something like 202505141650_create_table_t1.sql [NO_VERSION]");
  }

  @Test
  void severities() {
    MigrationSet migrations = MigrationSource.of(repository, "migration/*.sql").scan();
    // begin severities
    migrations
        .withSeverity(MigrationFinding.Code.NO_VERSION, Severity.WARNING) // left out, not fatal
        .withSeverity(MigrationFinding.Code.OUT_OF_ORDER, Severity.ERROR)
        .requireValid();
    // end severities
    assertThat(migrations.errors()).hasSize(1);
  }

  @Test
  void baseline() {
    MigrationSet migrations = MigrationSource.of(repository, "hotfix/**/*.sql").scan();
    Map<String, String> hashes = Map.of("2", "0".repeat(64), "3", "1".repeat(64));
    // begin baseline
    MigrationBaseline applied =
        MigrationBaseline.ofHashes("instances/prod-pg/databases/app", hashes);

    migrations.comparedWith(applied).errors().forEach(error -> print(error.code()));
    // end baseline
    assertThat(printed).containsExactly("APPLIED_EDITED");
  }

  @Test
  void declarative() {
    // begin declarative
    MigrationSet schema =
        MigrationSource.of(repository, "schema/**/*.sql").declarative(Instant.now()).scan();
    // end declarative
    assertThat(schema.type()).isEqualTo(MigrationType.DECLARATIVE);
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("migrations.md", MigrationGuideTest.class);
  }

  @Test
  void theGuideNamesEachFindingWithItsSeverity() throws IOException {
    String guide = Files.readString(GUIDE);

    assertThat(Stream.of(MigrationFinding.Code.values()))
        .allSatisfy(
            code -> assertThat(guide).contains("| `" + code + "` | " + code.severity() + " |"));
  }
}
