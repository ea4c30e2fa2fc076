package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationBaselineTest {
  private static final String PROD = "instances/prod-pg/databases/app";

  private static MigrationSet set(String... pathsAndContents) {
    Map<String, MigrationContent> contents = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      contents.put(pathsAndContents[i], MigrationContent.of(pathsAndContents[i + 1]));
    }
    return MigrationSet.ofContents(contents);
  }

  @Test
  void aNewVersionBelowTheHighestOneIsOutOfOrder() {
    MigrationBaseline baseline = MigrationBaseline.ofVersions(PROD, List.of("1", "1.10", "3"));
    MigrationSet set =
        set("1_a.sql", "A", "1.9_b.sql", "B", "2_c.sql", "C", "3_d.sql", "D", "4_e.sql", "E");

    assertThat(set.comparedWith(baseline).findings())
        .extracting(MigrationFinding::code, MigrationFinding::path, MigrationFinding::severity)
        .containsExactly(
            tuple(Code.OUT_OF_ORDER, "1.9_b.sql", Severity.WARNING),
            tuple(Code.OUT_OF_ORDER, "2_c.sql", Severity.WARNING));
    assertThat(set.comparedWith(baseline).findings().get(0).message())
        .contains("1.9")
        .contains("3")
        .contains(PROD);
  }

  @Test
  void theSameNumbersInAnotherSpellingAreTold() {
    MigrationSet set = set("001_a.sql", "A", "20_c.sql", "C");

    assertThat(
            set.comparedWith(MigrationBaseline.ofVersions(PROD, List.of("1", "0020"))).findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(
            tuple(Code.SIMILAR_VERSION, "001_a.sql"),
            tuple(Code.OUT_OF_ORDER, "001_a.sql"),
            tuple(Code.SIMILAR_VERSION, "20_c.sql"));
  }

  @Test
  void anAppliedFileThatWasEditedIsAnError() {
    MigrationBaseline baseline =
        MigrationBaseline.ofHashes(
            PROD,
            Map.of(
                "1", MigrationContent.of("A").sha256(), "2", MigrationContent.of("old").sha256()));

    MigrationSet compared = set("1_a.sql", "A", "2_b.sql", "B").comparedWith(baseline);

    assertThat(compared.errors())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(tuple(Code.APPLIED_EDITED, "2_b.sql"));
    assertThat(compared.comparedWith(baseline)).isEqualTo(compared);
    assertThat(compared.withSeverity(Code.APPLIED_EDITED, Severity.WARNING).errors()).isEmpty();
  }

  /** The ids are those that git itself gives: {@code git hash-object}, of both kinds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e0ac49d1ecfb8f96f2418b1a87e1d20e587d9d0f",
        "78d2ae83b98f01d03157d0f1cd93faddb52413bc2e29fdfa8007d4d033f8a6f8",
        "ea24a51d32b62096b36086dfa370584a73a83c94",
      })
  void theIdsThatGitGivesAContentAreKnown(String id) {
    MigrationBaseline base = MigrationBaseline.ofGitTree("main", Map.of("1_a.sql", id));

    assertThat(set("1_a.sql", "SELECT 1;\n").comparedWith(base).findings()).isEmpty();
    assertThat(set("1_a.sql", "SELECT 2;\n").comparedWith(base).findings()).hasSize(1);
  }

  @Test
  void aSeverityHoldsForWhatIsFoundLaterToo() {
    MigrationSet set = set("1_a.sql", "A").withSeverity(Code.OUT_OF_ORDER, Severity.ERROR);

    assertThat(set.findings()).isEmpty();
    assertThat(set.comparedWith(MigrationBaseline.ofVersions(PROD, List.of("2"))).errors())
        .extracting(MigrationFinding::code)
        .containsExactly(Code.OUT_OF_ORDER);
    assertThat(
            set.comparedWith(MigrationBaseline.ofVersions(PROD, List.of("2")))
                .withSeverity(Code.OUT_OF_ORDER, Severity.INFO)
                .errors())
        .isEmpty();
  }

  @Test
  void aHashInCapitalsIsTheSame() {
    String hash = MigrationContent.of("A").sha256().toUpperCase(Locale.ROOT);

    assertThat(
            set("1_a.sql", "A")
                .comparedWith(MigrationBaseline.ofHashes(PROD, Map.of("1", hash)))
                .findings())
        .isEmpty();
  }

  @Test
  void aHashThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MigrationBaseline.ofHashes(PROD, Map.of("1", "abc")))
        .withMessageContaining("\"abc\"")
        .withMessageContaining("version 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MigrationBaseline.ofVersions(PROD, List.of("v1")))
        .withMessageContaining("\"v1\"");
  }

  @Test
  void aCommitIsReadFromARepository(@TempDir Path folder) throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      write(folder, "db/1_a.sql", "A\n");
      write(folder, "db/2_b.sql", "B\n");
      write(folder, "db/5_e.sql", "E\n");
      write(folder, "README.md", "text");
      write(folder, "2099_report.md", "text");
      write(folder, "other/db/9_x.sql", "X");
      write(folder, "db/99999999999999999999_x.sql", "X");
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("first")
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .call();
    }
    write(folder, "db/1_a.sql", "A\r\n");
    write(folder, "db/2_b.sql", "B, edited\n");
    write(folder, "db/3_c.sql", "C\n");
    write(folder, "db/6_f.sql", "F\n");

    MigrationSource source = MigrationSource.of(folder, "db/[0-9]_*.sql");
    MigrationBaseline baseline = GitBaseline.read(source, "HEAD");
    MigrationSet set = source.scan().comparedWith(baseline);

    assertThat(baseline.entries())
        .extracting(MigrationBaseline.Entry::path)
        .containsExactly("db/1_a.sql", "db/2_b.sql", "db/5_e.sql");
    assertThat(
            GitBaseline.read(
                    MigrationSource.of(folder.resolve("db"), "./*_a.sql", folder + "/db/2*"),
                    "HEAD")
                .entries())
        .extracting(MigrationBaseline.Entry::path)
        .containsExactly("1_a.sql", "2_b.sql");
    assertThat(set.findings())
        .extracting(MigrationFinding::code, MigrationFinding::path)
        .containsExactly(
            tuple(Code.EDITED_SINCE_BASE, "db/2_b.sql"), tuple(Code.OUT_OF_ORDER, "db/3_c.sql"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitBaseline.read(MigrationSource.of(folder, "*.sql"), "origin/main"))
        .withMessageContaining("\"origin/main\"")
        .withMessageContaining("shallow");
  }

  @Test
  void aFolderThatLeadsOutOfTheRepositoryIsNamed(@TempDir Path folder) throws Exception {
    try (Git git = Git.init().setDirectory(folder.resolve("repo").toFile()).call()) {
      write(folder, "repo/1_a.sql", "A\n");
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("first")
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .call();
    }
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path link = Files.createSymbolicLink(folder.resolve("repo/db"), outside);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitBaseline.read(MigrationSource.of(link, "*.sql"), "HEAD"))
        .withMessageContaining(link + " is a link out of");
  }

  @Test
  void aFolderThatIsInNoRepositoryIsNamed(@TempDir Path folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitBaseline.read(MigrationSource.of(folder, "*.sql"), "HEAD"))
        .withMessageContaining(folder.toString());
  }

  private static void write(Path folder, String path, String content) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
