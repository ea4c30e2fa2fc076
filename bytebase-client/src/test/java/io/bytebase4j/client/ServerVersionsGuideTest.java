package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/server-versions.md say what the client does. */
class ServerVersionsGuideTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?:`([A-Z0-9_]+)`|none) \\| ([^|]*)\\| ([^|]*)\\|");

  /** A row of a table: a name, and from which version to which. */
  private record Row(Optional<String> name, String since, String before) {
    private static Row of(MatchResult found) {
      return new Row(
          Optional.ofNullable(found.group(1)), found.group(2).strip(), found.group(3).strip());
    }

    private static Row of(String name, ServerVersion since, Optional<ServerVersion> before) {
      return new Row(
          Optional.of(name), since.toString(), before.map(ServerVersion::toString).orElse(""));
    }
  }

  private static List<Row> rows(String heading) throws IOException {
    String guide = Files.readString(Path.of("../docs/server-versions.md"));
    String section = guide.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    return ROW.matcher(section).results().map(Row::of).toList();
  }

  @Test
  void shapesAreThoseOfTheClient() throws IOException {
    assertThat(rows("Shapes of the API"))
        .filteredOn(row -> row.name().isPresent())
        .containsExactlyElementsOf(
            Stream.of(ApiShape.values())
                .map(shape -> Row.of(shape.name(), shape.since(), shape.before()))
                .toList());
  }

  @Test
  void whatHasNoShapeIsRefused() throws IOException {
    List<Row> refused =
        rows("Shapes of the API").stream().filter(row -> row.name().isEmpty()).toList();

    assertThat(refused)
        .extracting(Row::since, Row::before)
        .containsExactly(tuple("", "3.6.0"), tuple("3.14.0", "3.15.0"));
    for (String version : List.of("3.5.9", "3.14.0", "3.14.99")) {
      assertThat(ApiShape.of(ServerVersion.parse(version).orElseThrow())).isEmpty();
    }
  }

  @Test
  void featuresAreThoseOfTheClient() throws IOException {
    assertThat(rows("What a version has"))
        .containsExactlyElementsOf(
            Stream.of(ServerFeature.values())
                .map(feature -> Row.of(feature.name(), feature.since(), feature.before()))
                .toList());
  }
}
