package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans of file systems in memory, which know any name, whatever the machine's character set. */
class MigrationSourceTest {
  private FileSystem files = Jimfs.newFileSystem(Configuration.unix());

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private Path root() {
    return files.getPath(files.getSeparator().equals("/") ? "/repo" : "C:\\repo");
  }

  private Path write(String path, String content) throws IOException {
    Path file = root().resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<String> paths(String... patterns) {
    return sorted(MigrationSource.of(root(), patterns).scan());
  }

  private static List<String> sorted(MigrationSet set) {
    return set.files().stream().map(MigrationFile::path).sorted(PathOrder.INSTANCE).toList();
  }

  @Test
  void patternsFindWhatTheReferenceToolFinds() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String[]> lines =
        new String(
                getClass().getResourceAsStream("/doublestar/tree.tsv").readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split("\t", -1))
            .toList();
    for (String[] line : lines) {
      if (line[0].equals("file")) {
        write(line[1], "SELECT 1;");
      }
    }
    for (String[] line : lines) {
      if (line[0].equals("glob") && !line[1].isEmpty()) {
        String pattern = line[1].replace("ROOT", "/repo").replace("/root/", "/repo/");
        List<String> expected = filesOf(line[2].replace("ROOT/", "").replace("../root/", ""));
        // Files whose names hold no version are findings, not files.
        MigrationSet set = MigrationSource.of(root(), pattern).allowOutsideRoot().scan();
        List<String> found = new ArrayList<>(sorted(set));
        set.findings().stream()
            .filter(finding -> finding.code() == Code.NO_VERSION)
            .forEach(finding -> found.add(finding.path()));
        found.sort(PathOrder.INSTANCE);
        if (!found.equals(expected)) {
          wrong.add(pattern + " found " + found + ", not " + expected);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(45);
  }

  private List<String> filesOf(String paths) {
    return List.of(paths.split("\\|")).stream()
        .filter(path -> !path.isEmpty() && Files.isRegularFile(root().resolve(path)))
        .sorted(PathOrder.INSTANCE)
        .toList();
  }

  @Test
  void aFileThatSeveralPatternsMatchIsThereOnce() throws IOException {
    write("db/1_a.sql", "SELECT 1;");
    write("db/2_b.sql", "SELECT 2;");

    MigrationSet set =
        MigrationSource.of(root(), "db/*.sql", "./db/1*.sql", "/repo/db/2_b.sql", "db/../db/*")
            .scan();

    assertThat(set.findings()).isEmpty();
    assertThat(sorted(set)).containsExactly("db/1_a.sql", "db/2_b.sql");
    assertThat(set.origin()).isEqualTo("db/*.sql,./db/1*.sql,/repo/db/2_b.sql,db/../db/*");
  }

  @Test
  void eachPatternThatMatchesNothingIsAnError() throws IOException {
    write("db/1_a.sql", "SELECT 1;");

    MigrationSet set = MigrationSource.of(root(), "db/*.sql", "nope/*.sql", "db").scan();

    assertThat(set.files()).hasSize(1);
    assertThat(set.errors())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(tuple(Code.NO_FILES, "db"), tuple(Code.NO_FILES, "nope/*.sql"));
    assertThat(set.errors().get(0).message()).contains("is a folder").contains("db/*.sql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1_a.sql/*", "1_a.sql/**", "1_a.sql/**/*.sql"})
  void aFileIsNoFolder(String pattern) throws IOException {
    write("1_a.sql", "SELECT 1;");

    MigrationSet set = MigrationSource.of(root(), pattern).scan();

    assertThat(set.files()).isEmpty();
    assertThat(set.errors()).extracting(MigrationFinding::code).containsExactly(Code.NO_FILES);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "./", "db/.."})
  void aPatternThatIsTheRootIsToldHowToReadIt(String pattern) throws IOException {
    write("db/1_a.sql", "SELECT 1;");

    assertThat(MigrationSource.of(root(), pattern).scan().errors())
        .extracting(MigrationFinding::message)
        .containsExactly("is a folder: to read the files in it, write *.sql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b/*.sql", "db/a<b.sql", "a:b/*.sql", "//server/share/*.sql"})
  void aPatternThatNoPathOfTheSystemHoldsIsAFinding(String pattern) throws IOException {
    files.close();
    files = Jimfs.newFileSystem(Configuration.windows());
    write("db\\1_a.sql", "SELECT 1;");

    MigrationSet set = MigrationSource.of(root(), "db/*.sql", pattern).scan();

    assertThat(set.files()).hasSize(1);
    assertThat(set.errors())
        .singleElement()
        .satisfies(finding -> assertThat(finding.path()).isEqualTo(pattern));
  }

  @Test
  void aPatternWithBackslashesIsToldHowToWriteItOnWindowsOnly() throws IOException {
    write("db/1_a.sql", "SELECT 1;");
    MigrationFinding onUnix = MigrationSource.of(root(), "db\\*.sql").scan().errors().get(0);
    files.close();
    files = Jimfs.newFileSystem(Configuration.windows());
    write("db\\1_a.sql", "SELECT 1;");
    MigrationFinding onWindows = MigrationSource.of(root(), "db\\*.sql").scan().errors().get(0);

    assertThat(onUnix.message()).doesNotContain("perhaps");
    assertThat(onWindows.message()).contains("perhaps db/*.sql is meant");
  }

  @Test
  void slashesPartPathsAndPatternsOnWindowsToo() throws IOException {
    files.close();
    files = Jimfs.newFileSystem(Configuration.windows());
    write("db\\hr\\1_a.sql", "SELECT 1;");

    assertThat(paths("db/**/*.sql")).containsExactly("db/hr/1_a.sql");
    assertThat(paths("C:/repo/db/hr/*.sql")).containsExactly("db/hr/1_a.sql");
    assertThat(MigrationSet.ofFolder(root().resolve("db\\hr")).files())
        .extracting(MigrationFile::path)
        .containsExactly("hr/1_a.sql");
  }

  @Test
  void whatLiesOutsideTheRootIsRefusedUnlessAllowed() throws IOException {
    write("../other/1_a.sql", "SELECT 1;");
    write("db/2_b.sql", "SELECT 2;");
    Files.createSymbolicLink(root().resolve("db/3_file.sql"), files.getPath("/other/1_a.sql"));
    Files.createSymbolicLink(root().resolve("db/folder"), files.getPath("/other"));
    MigrationSource source =
        MigrationSource.of(root(), "db/**/*.sql", "../other/*.sql", "/other/1*.sql");

    assertThat(sorted(source.scan())).containsExactly("db/2_b.sql");
    assertThat(source.scan().errors())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(
            tuple(Code.OUTSIDE_ROOT, "../other/*.sql"),
            tuple(Code.OUTSIDE_ROOT, "/other/1*.sql"),
            tuple(Code.OUTSIDE_ROOT, "db/3_file.sql"),
            tuple(Code.OUTSIDE_ROOT, "db/folder"));
    assertThat(sorted(source.allowOutsideRoot().scan()))
        .containsExactly(
            "../other/1_a.sql",
            "/other/1_a.sql",
            "db/2_b.sql",
            "db/3_file.sql",
            "db/folder/1_a.sql");
  }

  @Test
  void aLinkWithinTheRootIsFollowedAndACircleEnds() throws IOException {
    write("db/1_a.sql", "SELECT 1;");
    Files.createSymbolicLink(root().resolve("db/circle"), root().resolve("db"));
    Files.createSymbolicLink(root().resolve("db/2_link.sql"), root().resolve("db/1_a.sql"));
    Files.createSymbolicLink(root().resolve("db/3_nowhere.sql"), root().resolve("gone.sql"));

    MigrationSet set = MigrationSource.of(root(), "db/**/*.sql").scan();

    assertThat(sorted(set)).containsExactly("db/1_a.sql", "db/2_link.sql");
    assertThat(set.findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(
            tuple(Code.UNREADABLE, "db/3_nowhere.sql"), tuple(Code.LEFT_OUT, "db/circle"));
  }

  @Test
  void linksThatMultiplyEndTheScanWithAnError() throws IOException {
    for (int i = 0; i < 30; i++) {
      Path folder = Files.createDirectories(root().resolve("db" + i));
      Path next = Files.createDirectories(root().resolve("db" + (i + 1)));
      Files.createSymbolicLink(folder.resolve("a"), next);
      Files.createSymbolicLink(folder.resolve("b"), next);
    }
    write("db30/1_a.sql", "SELECT 1;");

    assertThat(MigrationSource.of(root(), "db0/**/*.sql").scan().errors())
        .extracting(MigrationFinding::code)
        .contains(Code.UNREADABLE);
  }

  @Test
  void whatIsLeftOutDoesNotHideThatNoFileWasFound() throws IOException {
    Files.createDirectories(root().resolve("db"));
    Files.createSymbolicLink(root().resolve("db/circle"), root().resolve("db"));
    Files.createSymbolicLink(root().resolve("db/module"), root().resolve("gone"));

    assertThat(MigrationSource.of(root(), "**/*.sql").scan().errors())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.NO_FILES);
  }

  @Test
  void aLinkThatLeadsNowhereAndMayHaveBeenAFolderIsTold() throws IOException {
    write("db/1_a.sql", "SELECT 1;");
    Files.createSymbolicLink(root().resolve("module"), root().resolve("gone"));
    Files.createSymbolicLink(root().resolve("db/README.md"), root().resolve("gone"));

    assertThat(MigrationSource.of(root(), "**/*.sql").scan().findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(tuple(Code.LEFT_OUT, "db/README.md"), tuple(Code.LEFT_OUT, "module"));
    assertThat(MigrationSource.of(root(), "db/*.sql").scan().findings()).isEmpty();
  }

  @Test
  void aNameThatTheCharacterSetDoesNotHoldIsAnError() throws IOException {
    write("db/1_\uFFFD.sql", "SELECT 1;");

    assertThat(MigrationSource.of(root(), "db/*.sql").scan().errors())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.UNREADABLE_NAME);
  }

  @Test
  void aFileLargerThanTheLimitIsAnError() throws IOException {
    write("db/1_a.sql", "12345");
    write("db/2_b.sql", "123456");
    MigrationSet set = MigrationSource.of(root(), "db/*").withMaxFileBytes(5).scan();

    assertThat(sorted(set)).containsExactly("db/1_a.sql");
    assertThat(set.errors())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(Code.TOO_LARGE);
              assertThat(finding.path()).isEqualTo("db/2_b.sql");
              assertThat(finding.message()).contains("5 bytes");
            });
  }

  @Test
  void manyFilesReadAtOnceGiveTheSameSetAsOneByOne() throws IOException {
    for (int i = 1; i <= 1500; i++) {
      write("db/" + i % 7 + "/" + i + "_t.sql", i % 100 == 0 ? " " : "SELECT " + i + ";");
    }
    MigrationSource source = MigrationSource.of(root(), "db/**/*.sql");

    MigrationSet parallel = source.withThreads(8).scan();

    assertThat(parallel).isEqualTo(source.withThreads(1).scan());
    assertThat(parallel.files()).hasSize(1485);
    assertThat(parallel.files().get(1484).version()).hasToString("1499");
    assertThat(parallel.errors()).hasSize(15).allMatch(f -> f.code() == Code.EMPTY);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("bytebase4j-scan") && !thread.isDaemon());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 300})
  void anInterruptEndsTheScanAndKeepsTheFlag(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      write("db/" + i + "_t.sql", "SELECT 1;");
    }
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(ScanInterruptedException.class)
          .isThrownBy(() -> MigrationSource.of(root(), "db/*").withThreads(4).scan())
          .withMessageContaining("interrupted while");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'CREATE TABLE t (id INT)', true",
    "'CREATE TABLE t (id INT);', false",
    "'CREATE TABLE t (id INT) ; ', false",
    "'CREATE TABLE t (id INT); -- the end', false",
    "'CREATE TABLE t (id INT) -- the end', true",
    "'/* nothing yet */', false",
    "'-- nothing yet', false",
  })
  void aDeclaredFileEndsItsLastStatementUnlessItIsTheLast(String sql, boolean found)
      throws IOException {
    write("schema/a.sql", sql);
    write("schema/b.sql", "CREATE TABLE b (id INT)");

    assertThat(
            MigrationSource.of(root(), "schema/*.sql").declarative(Instant.EPOCH).scan().findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactlyElementsOf(
            found ? List.of(tuple(Code.NOT_ENDED, "schema/a.sql")) : List.of());
  }

  @Test
  void aDeclaredSchemaNeedsNoVersionsAndIsReleasedAsOneFile() throws IOException {
    write("schema/tables.sql", "CREATE TABLE t (id INT);");
    write("schema/a/views.sql", "CREATE VIEW v AS SELECT 1;\n");
    MigrationSet set =
        MigrationSource.of(root(), "schema/**/*.sql")
            .declarative(Instant.parse("2026-08-14T09:30:00Z"))
            .scan();

    assertThat(set.findings()).isEmpty();
    assertThat(set.type()).isEqualTo(MigrationType.DECLARATIVE);
    assertThat(set.files())
        .extracting(MigrationFile::path, file -> file.version().text())
        .containsExactly(
            tuple("schema/a/views.sql", "20260814.093000"),
            tuple("schema/tables.sql", "20260814.093000"));
    assertThat(set.filesOfRelease())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.path()).isEqualTo("schema/**/*.sql");
              assertThat(file.version()).hasToString("20260814.093000");
              assertThat(file.content().text())
                  .isEqualTo("CREATE VIEW v AS SELECT 1;\n\nCREATE TABLE t (id INT);");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "db/[a", "db/{a,b", "db/a\\", "db/\0"})
  void aPatternThatIsNoneIsRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MigrationSource.of(root(), "db/*.sql", pattern))
        .withMessageStartingWith("pattern \"" + pattern.replace("\0", "\\0") + '"');
  }

  @Test
  void aPatternLongerThanAnyPathIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MigrationSource.of(root(), "{".repeat(9000) + "}".repeat(9000)))
        .withMessageContaining("18000 characters");
    assertThat(Glob.parse("{a}".repeat(1365)).matches("a".repeat(1365))).isTrue();
  }

  @Test
  void numbersOutOfTheirRangeAndNoPatternAreRefused() {
    MigrationSource source = MigrationSource.of(root(), "*");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MigrationSource.of(root()))
        .withMessageStartingWith("no pattern");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withMaxFileBytes(0))
        .withMessageStartingWith("maxFileBytes is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withThreads(65))
        .withMessageStartingWith("threads is 65");
  }

  /** The machine's own file system, where a folder can be locked and a pipe can be made. */
  @Test
  void whatIsNeitherFileNorFolderIsNotOpened(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("1_pipe.sql");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor()).isZero();

    assertThat(MigrationSource.of(folder, "*.sql").scan().errors())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(tuple(Code.UNREADABLE, "1_pipe.sql"));
  }
}
