package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveApiTest {
  private static final String METHODS_REMOVED = "operation Shelf.LendBook";

  private Path folder = Path.of("");
  private Path api = Path.of("");
  private Path snapshots = Path.of("");

  @BeforeEach
  void setUpRepository(@TempDir Path temporary) throws IOException {
    folder = temporary;
    api = Files.createDirectory(folder.resolve("api"));
    snapshots = folder.resolve("snapshots");
    Files.writeString(api.resolve("2026-08.json"), json(older()));
    Documents.write(ApiSource.newestIn(api), snapshots);
  }

  private static SmallApi older() {
    return SmallApi.withBook(SmallApi.text("title"), SmallApi.scalar("pages", "int32"))
        .message("LendBookRequest", SmallApi.text("name"))
        .method("LendBook", "Book", SmallApi.post("/v1/{name=rooms/*/books/*}:lend", "*"))
        .enumeration("Genre", "POEM", "NOVEL");
  }

  private static SmallApi newer() {
    return SmallApi.withBook(
            SmallApi.scalar("pages", "int64"),
            SmallApi.text("title"),
            SmallApi.enumField("genre", "Genre"))
        .enumeration("Genre", "POEM", "PLAY");
  }

  @Test
  void takesTheNewFactsRewritesTheSnapshotsAndTellsWhatChanged() throws IOException {
    Path next = write("2027-02.json", json(newer()));

    String told = move(next);

    assertThat(ApiSource.newestIn(api).version()).isEqualTo("2027-02");
    assertThat(api.resolve("2027-02.json")).hasSameBinaryContentAs(next);
    assertThat(snapshots.resolve(Documents.PUBLISHED))
        .content()
        .contains("\"version\": \"2027-02\"", "PLAY");
    assertThat(snapshots.resolve(Documents.GENERATOR))
        .content()
        .contains("\"version\": \"2027-02\"", "PLAY");
    assertThat(told.lines())
        .containsExactly(
            "API 2026-08 -> 2027-02",
            "Added: 2",
            "  field bytebase.v1.Book.genre: bytebase.v1.Genre",
            "  value bytebase.v1.Genre.PLAY: 1",
            "Removed: 3",
            "  field bytebase.v1.LendBookRequest.name: string",
            "  "
                + METHODS_REMOVED
                + ": POST /v1/{name=rooms/*/books/*}:lend body * returns bytebase.v1.Book",
            "  value bytebase.v1.Genre.NOVEL: 1",
            "Changed: 1",
            "  field bytebase.v1.Book.pages: int32 -> int64");
  }

  @Test
  void changedOperationIsToldWithWhatItWas() {
    SmallApi before = new SmallApi().method("GetBook", "Book", SmallApi.get("/v1/{name=books/*}"));
    SmallApi after =
        new SmallApi().method("GetBook", "Book", SmallApi.get("/v1/{name=rooms/*/books/*}"));

    assertThat(ApiChanges.between(before.facts(), after.facts()).changed())
        .containsExactly(
            "operation Shelf.GetBook: GET /v1/{name=books/*} body none returns bytebase.v1.Book ->"
                + " GET /v1/{name=rooms/*/books/*} body none returns bytebase.v1.Book");
  }

  @Test
  void sameFactsOfAnotherAgeShowNoChange() {
    assertThat(ApiChanges.between(RealApi.FACTS, RealApi.read(RealApi.SOURCE.file())).text())
        .isEqualTo("Added: 0\nRemoved: 0\nChanged: 0\n");
  }

  @Test
  void movingToTheAgeThatIsThereKeepsItsFacts() throws IOException {
    move(api.resolve("2026-08.json"));

    assertThat(api.resolve("2026-08.json")).content().isEqualTo(json(older()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"services\": [], \"messages\": {}}",
        "<html>not found</html>",
      })
  void fileThatHoldsNoFactsLeavesEverythingAsItWas(String content) throws IOException {
    assertLeavesEverything(write("2027-02.json", content));
  }

  @Test
  void factsThatCannotBeConvertedLeaveEverythingAsItWas() throws IOException {
    assertLeavesEverything(
        write("2027-02.json", json(SmallApi.withBook(SmallApi.text("password")))));
  }

  @Test
  void fileWithoutAnAgeInItsNameLeavesEverythingAsItWas() throws IOException {
    assertLeavesEverything(write("newest.json", json(newer())));
  }

  @Test
  void missingFileIsAskedFor() {
    assertThatThrownBy(() -> MoveApi.main(new String[] {" ", api.toString(), snapshots.toString()}))
        .isInstanceOf(ConversionException.class)
        .hasMessage("give the new facts with -Dfrom=<folder>/yyyy-MM.json");
  }

  @Test
  void snapshotsThatCannotBeWrittenLeaveTheFactsAsTheyWere() throws IOException {
    Path next = write("2027-02.json", json(newer()));
    Path file = write("snapshots-is-a-file", "");

    assertThatThrownBy(
            () -> MoveApi.main(new String[] {next.toString(), api.toString(), file.toString()}))
        .isInstanceOf(IOException.class);

    assertThat(api.resolve("2026-08.json")).content().isEqualTo(json(older()));
    assertThat(api.resolve("2027-02.json")).doesNotExist();
  }

  @Test
  void olderAgesStayAsTheyAre() throws IOException {
    Files.writeString(api.resolve("2025-08.json"), json(older()));

    move(write("2027-02.json", json(newer())));

    assertThat(content().keySet())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "2025-08.json",
            "2027-02.json",
            "bytebase-openapi-generator.json",
            "bytebase-openapi.json");
    assertThat(api.resolve("2025-08.json")).content().isEqualTo(json(older()));
    assertThat(ApiSource.olderIn(api)).extracting(ApiSource::version).containsExactly("2025-08");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-08.json", "2024-01.json"})
  void ageThatIsNoNewerThanAnOlderOneLeavesEverythingAsItWas(String name) throws IOException {
    Files.writeString(api.resolve("2025-08.json"), json(older()));

    assertLeavesEverything(write(name, json(newer())));
  }

  @Test
  void folderWithoutFactsIsRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> ApiSource.newestIn(empty))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("expected a file with a name of the form yyyy-MM.json");
  }

  private void assertLeavesEverything(Path next) throws IOException {
    Map<Path, String> before = content();

    assertThatThrownBy(
            () ->
                MoveApi.main(new String[] {next.toString(), api.toString(), snapshots.toString()}))
        .isInstanceOf(ConversionException.class)
        .hasMessageNotContaining("null");

    assertThat(content()).isEqualTo(before);
  }

  private Map<Path, String> content() throws IOException {
    Map<Path, String> content = new TreeMap<>();
    for (Path part : new Path[] {api, snapshots}) {
      try (Stream<Path> files = Files.list(part)) {
        for (Path file : files.toList()) {
          content.put(file, Files.readString(file));
        }
      }
    }
    return content;
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static String json(SmallApi api) {
    return new Gson().toJson(api.facts());
  }

  private String move(Path next) throws IOException {
    PrintStream out = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      MoveApi.main(new String[] {next.toString(), api.toString(), snapshots.toString()});
    } finally {
      System.setOut(out);
    }
    return told.toString(StandardCharsets.UTF_8);
  }
}
