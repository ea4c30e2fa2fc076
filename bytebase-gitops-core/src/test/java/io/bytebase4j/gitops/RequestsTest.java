package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.gitops.migration.InvalidMigrationsException;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.StagePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests are refused before anything is sent. */
class RequestsTest {
  private static final String TARGET = "instances/test-pg/databases/app";
  @TempDir private Path folder;

  private MigrationSet one() throws IOException {
    Files.writeString(folder.resolve("1_a.sql"), "SELECT 1;");
    return MigrationSet.ofFolder(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hr", "", "projects/", "projects/a/b", "projects/a b", "Projects/hr"})
  void aProjectIsNamedInFull(String project) throws IOException {
    MigrationSet set = one();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseRequest.of(project, set))
        .withMessageContaining('"' + project + '"')
        .withMessageContaining("projects/hr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "instances/x", "databases/app", "instances/a/databases/", ""})
  void aTargetIsNamedInFull(String target) throws IOException {
    MigrationSet set = one();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewRequest.of("projects/hr", List.of(target), set))
        .withMessageContaining('"' + target + '"');
  }

  @Test
  void targetsAreNotMissingAndNotNamedTwice() throws IOException {
    MigrationSet set = one();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewRequest.of("projects/hr", List.of(), set))
        .withMessageContaining("no targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReviewRequest.of("projects/hr", List.of(TARGET, TARGET), set))
        .withMessageContaining("twice");
  }

  @Test
  void filesWithErrorsAreNotReleased() throws IOException {
    Files.writeString(folder.resolve("no_version.sql"), "SELECT 1;");
    MigrationSet set = one();

    assertThatExceptionOfType(InvalidMigrationsException.class)
        .isThrownBy(() -> ReleaseRequest.of("projects/hr", set))
        .withMessageContaining("no_version.sql");
  }

  @Test
  void blankTitlesAndStagesAndTimesThatAreNoneAreRefused() {
    ReleaseRef release =
        new ReleaseRef("projects/hr/releases/r", List.of(), Instant.EPOCH, false, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanRequest.of(release, List.of(TARGET)).withTitle(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StagePolicy.standard().withTimeout(Duration.ZERO));
  }
}
