package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.migration.ChangeType;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationType;
import io.bytebase4j.gitops.migration.MigrationVersion;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReleaseKeyTest {
  private static final String DB = "instances/pg/databases/";

  private static MigrationFile file(String path, String version, String sql) {
    return new MigrationFile(
        path, new MigrationVersion(version), ChangeType.DDL, "", MigrationContent.of(sql));
  }

  private static ReleaseRequest request(MigrationType type, MigrationFile... files) {
    return ReleaseRequest.of(
        "projects/hr", new MigrationSet(type, "*.sql", List.of(files), List.of()));
  }

  private static ReleaseRequest request() {
    return request(MigrationType.VERSIONED, file("m/1_a.sql", "1", "SELECT 1;"));
  }

  private static String key(ReleaseRequest request) {
    return ReleaseKey.of(request, request.migrations().filesOfRelease(), "");
  }

  @Test
  void isTheSameInEachVersionOfThisLibrary() {
    assertThat(key(request())).isEqualTo("a5e236e709f0");
    assertThat(key(request().forTargets(List.of(DB + "a", DB + "b")).withRunKey("build 7")))
        .isEqualTo("bdcb0952f222");
  }

  @Test
  void aDeclaredSchemaIsTheSameAtAnotherTimeIfTheRunIsTheSame() {
    ReleaseRequest early =
        request(MigrationType.DECLARATIVE, file("a.sql", "20261123.1", "SELECT 1;"));
    ReleaseRequest late =
        request(MigrationType.DECLARATIVE, file("a.sql", "20261123.2", "SELECT 1;"));
    ReleaseRequest other =
        request(MigrationType.DECLARATIVE, file("a.sql", "20261123.1", "SELECT 2;"));

    assertThat(key(early.withRunKey("7"))).isEqualTo(key(late.withRunKey("7")));
    assertThat(key(early)).isNotEqualTo(key(late));
    assertThat(key(early.withRunKey("7"))).isNotEqualTo(key(other.withRunKey("7")));
  }

  @Test
  void versionedAndDeclaredFilesAreNotTheSame() {
    MigrationFile file = file("*.sql", "1", "SELECT 1;");

    assertThat(key(request(MigrationType.VERSIONED, file)))
        .isNotEqualTo(key(request(MigrationType.DECLARATIVE, file)));
  }

  /** What goes into a key; texts that would be one if they were joined are frequent. */
  private record Parts(
      String project, List<String> files, List<String> targets, String runKey, String unique) {
    String key() {
      MigrationFile[] all =
          files.stream().map(text -> file(text, "1", text + ";")).toArray(MigrationFile[]::new);
      ReleaseRequest request =
          ReleaseRequest.of(
              "projects/" + project,
              new MigrationSet(MigrationType.DECLARATIVE, "", List.of(all), List.of()));
      if (!targets.isEmpty()) {
        request = request.forTargets(targets.stream().map(DB::concat).toList());
      }
      if (!runKey.isEmpty()) {
        request = request.withRunKey(runKey);
      }
      return ReleaseKey.of(request, List.of(all), unique);
    }

    /** Targets in another order are the same. */
    Parts sorted() {
      return new Parts(project, files, targets.stream().sorted().toList(), runKey, unique);
    }
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void keysAreEqualOnlyIfAllPartsAre(@ForAll("parts") Parts one, @ForAll("parts") Parts other) {
    assertThat(one.key().equals(other.key())).isEqualTo(one.sorted().equals(other.sorted()));
    assertThat(one.key()).isEqualTo(one.sorted().key()).matches("[0-9a-f]{12}");
  }

  @Provide
  static Arbitrary<Parts> parts() {
    Arbitrary<String> text = Arbitraries.of("a", "b", "ab", "1\0a", "a\0", "1");
    Arbitrary<String> name = Arbitraries.of("a", "b", "ab");
    Arbitrary<String> perhaps = Arbitraries.of("", "a", "ab", "1\0a\0");
    return Combinators.combine(
            name,
            text.list().uniqueElements().ofMinSize(1).ofMaxSize(2),
            name.list().uniqueElements().ofMaxSize(2),
            perhaps,
            perhaps)
        .as(Parts::new);
  }
}
