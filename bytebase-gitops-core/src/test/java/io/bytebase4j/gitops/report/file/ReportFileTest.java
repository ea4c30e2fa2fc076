package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.SampleReviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path folder;

  private static Publication publish(Path file, ReviewRenderer renderer) {
    return ReportFile.of(file, renderer).publish(SampleReviews.rich());
  }

  @Test
  void theFileIsMadeWithItsFoldersAndReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("a/b/review.json");

    assertThat(publish(file, (review, out) -> out.append("a longer text")).status())
        .isEqualTo(Publication.Status.PUBLISHED);
    publish(file, (review, out) -> out.append("ü"));

    assertThat(file).hasContent("ü");
    assertThat(names(folder.resolve("a/b"))).containsExactly("review.json");
  }

  @Test
  void whoeverMayReadOtherFilesOfTheProcessMayReadThisOne() throws IOException {
    Path file = folder.resolve("review.json");
    Path other = Files.writeString(folder.resolve("other"), "text");

    publish(file, (review, out) -> out.append("text"));

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void whatCanNotBeWrittenIsToldAndLeavesTheFileOfBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("review.json"), "before");

    Publication failed =
        publish(
            file,
            (review, out) -> {
              out.append("half");
              throw new IOException("no space");
            });

    assertThat(failed.status()).isEqualTo(Publication.Status.FAILED);
    assertThat(failed.detail()).contains("review.json").contains("no space");
    assertThat(file).hasContent("before");
    assertThat(names(folder)).containsExactly("review.json");
  }

  @Test
  void aFolderInThePlaceOfTheFileIsTold() {
    Publication failed = publish(folder, (review, out) -> out.append("text"));

    assertThat(failed.status()).isEqualTo(Publication.Status.FAILED);
    assertThat(failed.detail()).contains("is a folder");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
