package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathPrefixTest {
  @TempDir private Path root;

  private CiEnvironment checkout(Path folder) {
    return CiCase.named("gitlab-push").with("CI_PROJECT_DIR", folder.toString()).detect();
  }

  @Test
  void leadsFromTheCheckoutToTheFolder() {
    CiEnvironment ci = checkout(root);

    assertThat(ci.pathPrefixOf(root)).isEmpty();
    assertThat(ci.pathPrefixOf(root.resolve("db"))).isEqualTo("db/");
    assertThat(ci.pathPrefixOf(root.resolve("db").resolve("my migrations")))
        .isEqualTo("db/my migrations/");
    assertThat(ci.pathPrefixOf(root.resolve("app/../db/."))).isEqualTo("db/");
  }

  @Test
  void aFolderOutsideIsAnErrorThatNamesBoth() {
    Path checkout = root.resolve("shop");
    for (String folder : new String[] {"shop2", ".", "shop/..", "shop/../other"}) {
      Path outside = root.resolve(folder);

      assertThatExceptionOfType(OutsideCheckoutException.class)
          .isThrownBy(() -> checkout(checkout).pathPrefixOf(outside))
          .withMessageContaining(outside.toString())
          .withMessageContaining(checkout.toString())
          .satisfies(
              e -> {
                assertThat(e.folder()).isEqualTo(outside);
                assertThat(e.checkoutRoot()).isEqualTo(checkout);
              });
    }
  }

  @Test
  void symbolicLinksToTheCheckoutAreFollowed() throws IOException {
    Path checkout = root.resolve("real/shop");
    Files.createDirectories(checkout.resolve("db"));
    Path link = Files.createSymbolicLink(root.resolve("link"), checkout);

    assertThat(checkout(checkout).pathPrefixOf(link.resolve("db"))).isEqualTo("db/");
    assertThat(checkout(link).pathPrefixOf(checkout.resolve("db"))).isEqualTo("db/");
  }

  @Test
  void aRelativeFolderIsOneOfTheWorkingDirectory() {
    assertThat(checkout(Path.of("").toAbsolutePath()).pathPrefixOf(Path.of("src/test")))
        .isEqualTo("src/test/");
  }

  @Test
  void nothingStandsBeforeThePathsWhereTheCheckoutIsNotKnown() {
    assertThat(CiEnvironment.detect(Map.of(), CiPlatform.LOCAL).pathPrefixOf(root)).isEmpty();
  }
}
