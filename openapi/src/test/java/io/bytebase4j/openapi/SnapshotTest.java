package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the converter makes of the facts is what was reviewed, to the byte. */
class SnapshotTest {
  private static final Path SNAPSHOTS = Path.of("snapshots");
  private static final String RENEW = "mvn -pl bom,openapi test -Dsnapshots.renew=true";

  @BeforeAll
  static void renewIfAsked() throws IOException {
    if (Boolean.getBoolean("snapshots.renew")) {
      Documents.write(RealApi.SOURCE, SNAPSHOTS);
      for (ApiSource older : RealApi.older()) {
        Documents.writeOlder(older, SNAPSHOTS);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void documentIsTheReviewedOne(RealApi.Document document) throws IOException {
    String reviewed = Files.readString(SNAPSHOTS.resolve(document.file()));

    assertThat(DocumentDiff.between(reviewed, document.text()))
        .as(
            "openapi/snapshots/%s is no longer what the converter writes (- gone, + new, ~ changed)."
                + " If that is meant, renew it with \"%s\" and review the change.",
            document.file(), RENEW)
        .isEmpty();
  }

  @Test
  void folderHoldsOneSnapshotOfEachDocumentAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              RealApi.documents().stream().map(RealApi.Document::file).toList());
    }
  }

  @Test
  void diffNamesWhatChangedCameAndWent() {
    String diff =
        DocumentDiff.between(
            "{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":true}", "{\"a\":{\"b\":2,\"c\":[1]},\"e\":{}}");

    assertThat(diff.lines())
        .containsExactly(
            "~  > a > b = 1 -> 2", "-  > a > c[1] = 2", "-  > d = true", "+  > e = {}");
  }

  @Test
  void diffOfManyPlacesIsCutShort() {
    StringBuilder many = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 500; i++) {
      many.append(",\"x").append(i).append("\":").append(i);
    }

    String diff = DocumentDiff.between("{\"a\":0}", many + "}");

    assertThat(diff.lines()).hasSize(21).last().isEqualTo("... and 480 more");
  }

  @Test
  void diffTellsOfAnOrderThatChanged() {
    assertThat(DocumentDiff.between("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"))
        .isEqualTo("same content; only order or layout differs");
  }
}
