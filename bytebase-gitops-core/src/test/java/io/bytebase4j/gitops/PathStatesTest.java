package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.PathWalks.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The path as docs/rollout.md draws it is the one that the code takes. */
class PathStatesTest {
  private static final Pattern DIAGRAM =
      Pattern.compile("(?s)```mermaid\nstateDiagram-v2\n(.*?)```");

  private static PathScene scene;
  private static Map<String, Walk> walks;

  @BeforeAll
  static void start() {
    scene = new PathScene();
    walks = new LinkedHashMap<>(PathWalks.of(scene));
    walks.putAll(StageWalks.of(scene));
    walks.putAll(StageEndWalks.of(scene));
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  /** The edges of the diagram. An arrow with several causes in its label is an edge for each. */
  private static List<String> edges() throws IOException {
    Matcher diagram = DIAGRAM.matcher(Files.readString(Path.of("../docs/rollout.md")));
    assertThat(diagram.find()).isTrue();
    return diagram.group(1).lines().map(String::strip).flatMap(PathStatesTest::edgesOf).toList();
  }

  private static Stream<String> edgesOf(String line) {
    assertThat(line).contains(" --> ");
    String[] arrow = line.split(" : ", 2);
    return arrow.length == 1
        ? Stream.of(line)
        : Stream.of(arrow[1].split("<br/>")).map(cause -> arrow[0] + " : " + cause);
  }

  @Test
  void eachEdgeHasItsWalkAndEachWalkItsEdge() throws IOException {
    assertThat(walks.keySet()).containsExactlyInAnyOrderElementsOf(edges());
  }

  @TestFactory
  Stream<DynamicTest> theCodeGoesOver() throws IOException {
    return edges().stream()
        .filter(walks::containsKey)
        .map(
            edge ->
                DynamicTest.dynamicTest(
                    edge,
                    () -> {
                      scene.begin();
                      Objects.requireNonNull(walks.get(edge)).go();
                    }));
  }
}
