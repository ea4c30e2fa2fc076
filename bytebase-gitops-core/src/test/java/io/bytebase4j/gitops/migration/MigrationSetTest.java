package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationSetTest {
  @TempDir private Path root;

  private Path write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private MigrationSet folder() {
    return MigrationSet.ofFolder(root.resolve("migration"));
  }

  @Test
  void readsAFolderInOrderOfVersions() throws IOException {
    write("migration/10_b.sql", "SELECT 10;");
    write("migration/9_a_dml.sql", "SELECT 9;");

    MigrationSet set = folder();

    assertThat(set.findings()).isEmpty();
    assertThat(set.files())
        .extracting(MigrationFile::path)
        .containsExactly("migration/9_a_dml.sql", "migration/10_b.sql");
    MigrationFile first = set.files().get(0);
    assertThat(first.changeType()).isEqualTo(ChangeType.DML);
    assertThat(first.content().text()).isEqualTo("SELECT 9;");
    assertThat(first.content().sha256())
        .isEqualTo("38e1eb3c85551e61fcc4826554d567d9cb0b18833dca7ee119edfa974617a5fd");
  }

  @Test
  void aFolderThatIsALinkIsReadButNotWhatLeadsOutOfIt() throws IOException {
    Files.createDirectories(root.resolve("app"));
    write("data/v2/1_a.sql", "SELECT 1;");
    Path outside = write("data/2_b.sql", "SELECT 2;");
    Files.createSymbolicLink(root.resolve("data/v2/2_b.sql"), outside);
    Path link = Files.createSymbolicLink(root.resolve("app/migration"), root.resolve("data/v2"));

    MigrationSet set = MigrationSet.ofFolder(link);

    assertThat(set.files()).extracting(MigrationFile::path).containsExactly("migration/1_a.sql");
    assertThat(set.findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(tuple(Code.OUTSIDE_ROOT, "migration/2_b.sql"));
  }

  @Test
  void saysWhatItLeavesOut() throws IOException {
    write("migration/1_a.sql", "SELECT 1;");
    write("migration/README.md", "text");
    write("migration/deeper/2_b.sql", "SELECT 2;");

    MigrationSet set = folder();

    assertThat(set.errors()).isEmpty();
    assertThat(set.findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(
            tuple(Code.LEFT_OUT, "migration/README.md"), tuple(Code.LEFT_OUT, "migration/deeper"));
  }

  @Test
  void findsEachProblemInOneScan() throws IOException {
    write("migration/create_table.sql", "SELECT 1;");
    write("migration/1_a.sql", "SELECT 1;");
    write("migration/1_b.sql", "SELECT 1;");
    write("migration/001_c.sql", "SELECT 1;");
    write("migration/2_empty.sql", " \n");
    write("migration/3_mark.sql", "\uFEFFSELECT 1;");
    write("migration/4_nul.sql", "SELECT\0 1;");
    write("migration/99999999999999999999_long.sql", "SELECT 1;");
    Files.write(root.resolve("migration/5_latin1.sql"), new byte[] {'-', '-', (byte) 0xE4});

    assertThat(folder().findings())
        .extracting(MigrationFinding::code, finding -> Path.of(finding.path()).getFileName() + "")
        .containsExactlyInAnyOrder(
            tuple(Code.NO_VERSION, "create_table.sql"),
            tuple(Code.DUPLICATE_VERSION, "1_b.sql"),
            tuple(Code.SIMILAR_VERSION, "1_a.sql"),
            tuple(Code.EMPTY, "2_empty.sql"),
            tuple(Code.BYTE_ORDER_MARK, "3_mark.sql"),
            tuple(Code.NUL_BYTES, "4_nul.sql"),
            tuple(Code.NOT_UTF8, "5_latin1.sql"),
            tuple(Code.VERSION_TOO_LONG, "99999999999999999999_long.sql"));
  }

  @Test
  void anEmptyFolderAMissingOneAndAFileAreErrorsThatNameThem() throws IOException {
    Files.createDirectories(root.resolve("migration"));
    Path file = write("file.sql", "SELECT 1;");

    assertThat(folder().errors()).extracting(MigrationFinding::code).containsExactly(Code.NO_FILES);
    assertThat(MigrationSet.ofFolder(root.resolve("nope")).errors())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(Code.NO_SUCH_FOLDER);
              assertThat(finding.path()).endsWith("nope");
              assertThat(finding.message()).contains("working folder");
            });
    assertThat(MigrationSet.ofFolder(file).errors())
        .extracting(MigrationFinding::message)
        .containsExactly("is a file: give the folder that it lies in");
  }

  @Test
  void aSetWithErrorsIsRefusedWithAllOfThem() throws IOException {
    write("migration/a.sql", "SELECT 1;");
    write("migration/b.sql", "SELECT 1;");

    assertThatExceptionOfType(InvalidMigrationsException.class)
        .isThrownBy(() -> folder().requireValid())
        .withMessageContaining("migration/a.sql")
        .withMessageContaining("migration/b.sql")
        .withMessageContaining("202505141650_create_table_t1.sql")
        .satisfies(e -> assertThat(e.findings()).hasSize(2));
  }

  @Test
  void aPatternMatchesFoldersOfAnyDepth() throws IOException {
    write("db/1_a.sql", "SELECT 1;");
    write("db/hr/2_b.sql", "SELECT 2;");
    write("db/hr/eu/3_c.sql", "SELECT 3;");
    write("db/hr/notes.txt", "text");

    assertThat(MigrationSet.ofPattern(root, "db/**/*.sql").files())
        .extracting(MigrationFile::path)
        .containsExactly("db/1_a.sql", "db/hr/2_b.sql", "db/hr/eu/3_c.sql");
    assertThat(MigrationSet.ofPattern(root, "./db/*.sql").files()).hasSize(1);
    assertThat(MigrationSet.ofPattern(root, "db/{hr,it}/*.sql").files()).hasSize(1);
    assertThat(MigrationSet.ofPattern(root, "nope/*.sql").errors())
        .singleElement()
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(Code.NO_FILES, "nope/*.sql");
  }

  @Test
  void filesThatLieOnNoDiskAreCheckedLikeThoseThatDo() {
    MigrationSet set =
        MigrationSet.ofContents(
            Map.of(
                "db/2_b_dml.sql", MigrationContent.of("SELECT 2;"),
                "db/x.sql", MigrationContent.of("SELECT 3;"),
                "db/1_a.sql", MigrationContent.of(" ")));

    assertThat(set.files()).extracting(MigrationFile::path).containsExactly("db/2_b_dml.sql");
    assertThat(set.findings())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.EMPTY, Code.NO_VERSION);
  }

  @Test
  void noFileAtAllIsAnErrorOnNoDiskToo() {
    assertThat(MigrationSet.ofContents(Map.of()).errors())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.NO_FILES);
  }

  @Test
  void aFileThatCanBeUsedStaysInTheSetAndASeverityDecides() {
    MigrationSet set =
        MigrationSet.ofContents(Map.of("1_a.sql", MigrationContent.of("\uFEFFSELECT 1;")));

    assertThat(set.files()).hasSize(1);
    assertThat(set.errors()).hasSize(1);
    assertThat(set.withSeverity(Code.BYTE_ORDER_MARK, Severity.WARNING).requireValid().findings())
        .extracting(MigrationFinding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void aPathTwiceIsAnError() {
    MigrationFile file =
        MigrationSet.ofContents(Map.of("1_a.sql", MigrationContent.of("A"))).files().get(0);

    assertThat(
            new MigrationSet(MigrationType.VERSIONED, "", List.of(file, file), List.of()).errors())
        .extracting(MigrationFinding::code)
        .contains(Code.DUPLICATE_PATH, Code.DUPLICATE_VERSION);
  }
}
