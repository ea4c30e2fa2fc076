package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.common.VcsType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseRequestTest {
  private static final ReleaseIdTemplate MINUTES =
      ReleaseIdTemplate.of("{key}-{timestamp}-RC{iteration}");

  private final ReleaseRequest request =
      ReleaseRequest.of("projects/hr", ReleaseServer.files("SELECT 1;"));

  @Test
  void whatIsSetIsKeptByWhatIsSetLater() {
    VcsSource source = new VcsSource(VcsType.GITHUB, "https://github.com/acme/shop/commit/1f");
    List<String> targets = List.of("instances/pg/databases/a");
    ReleaseRef earlier =
        new ReleaseRef(
            "projects/hr/releases/x",
            List.of(
                new ReleasedFile("a", "1", "projects/hr/sheets/aa", "aa"),
                new ReleasedFile("b", "2", "", "bb")),
            Instant.EPOCH,
            false,
            List.of());

    ReleaseRequest set =
        request
            .withVcsSource(source)
            .forTargets(targets)
            .withRunKey("7")
            .withIdTemplate(MINUTES)
            .withReuse(ReleaseReuse.ALWAYS_NEW)
            .withLookBack(Duration.ofMinutes(1))
            .reusingContentsOf("projects/hr/releases/y")
            .reusingContentsOf(earlier);

    assertThat(set)
        .isEqualTo(
            new ReleaseRequest(
                "projects/hr",
                request.migrations(),
                source,
                targets,
                "7",
                MINUTES,
                ReleaseReuse.ALWAYS_NEW,
                Duration.ofMinutes(1),
                List.of("projects/hr/releases/y"),
                Map.of("aa", "projects/hr/sheets/aa")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "projects/hr/releases/", "projects/hr2/releases/x", "projects/hr/plans/1"})
  void contentsAreThoseOfReleasesOfTheProject(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.reusingContentsOf(name))
        .withMessageContaining('"' + name + '"')
        .withMessageContaining("projects/hr/releases/");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                request.reusingContentsOf(
                    new ReleaseRef(name, List.of(), Instant.EPOCH, false, List.of())));
  }

  @Test
  void aLookBackIsNotNegativeAndMeansNoMoreThanAHundredIds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withLookBack(Duration.ofDays(-1)))
        .withMessageContaining("lookBack");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withLookBack(Duration.ofDays(101)))
        .withMessageContaining("101 ids");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withLookBack(Duration.ofDays(1)).withIdTemplate(MINUTES))
        .withMessageContaining("1440 ids")
        .withMessageContaining(MINUTES.text());
    assertThat(request.withLookBack(Duration.ofDays(100)).lookBack()).hasDays(100);
    assertThat(request.withLookBack(Duration.ZERO).lookBack()).isZero();
  }

  @Test
  void aBlankRunKeyAndTargetsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withRunKey(" "))
        .withMessageContaining("run key");
    assertThatIllegalArgumentException().isThrownBy(() -> request.forTargets(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.forTargets(List.of("app")))
        .withMessageContaining("\"app\"");
  }
}
