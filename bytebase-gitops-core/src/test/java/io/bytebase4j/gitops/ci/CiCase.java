package io.bytebase4j.gitops.ci;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A set of variables as a platform sets them, and the facts that are in them: a file of
 * src/test/resources/ci.
 */
record CiCase(String name, Map<String, String> variables, List<String> facts) {
  private static final String FACTS = "--- facts";

  static Stream<CiCase> all() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(CiCase.class.getResource("/ci")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(file -> read(file.getFileName().toString().replace(".txt", "")))
          .toList()
          .stream();
    }
  }

  static CiCase named(String name) {
    return read(name);
  }

  private static CiCase read(String name) {
    List<String> lines = resource("/ci/" + name + ".txt").lines().toList();
    int facts = lines.contains(FACTS) ? lines.indexOf(FACTS) : lines.size();
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines.subList(0, facts)) {
      int equals = line.indexOf('=');
      if (!line.startsWith("#") && equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new CiCase(
        name, variables, lines.subList(Math.min(facts + 1, lines.size()), lines.size()));
  }

  private static String resource(String path) {
    try (InputStream in = CiCase.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** Event files are named by their names in src/test/resources/ci/events. */
  static InputStream eventFile(Path file) throws IOException {
    InputStream in = CiCase.class.getResourceAsStream("/ci/events/" + file);
    if (in == null) {
      throw new NoSuchFileException(file.toString());
    }
    return in;
  }

  /** The case with a variable set to something else. */
  CiCase with(String variable, String value) {
    Map<String, String> changed = new LinkedHashMap<>(variables);
    changed.put(variable, value);
    return new CiCase(name, changed, facts);
  }

  CiCase without(String variable) {
    Map<String, String> changed = new LinkedHashMap<>(variables);
    changed.remove(variable);
    return new CiCase(name, changed, facts);
  }

  CiEnvironment detect() {
    return CiEnvironment.detect(variables, CiCase::eventFile);
  }

  CiEnvironment detect(CiPlatform platform) {
    return CiEnvironment.detect(variables, platform, CiCase::eventFile);
  }

  @Override
  public String toString() {
    return name;
  }
}
