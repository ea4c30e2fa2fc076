package io.bytebase4j.gitops.alljar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine, with the {@code jshell} tool.
 *
 * @param feature its version, for example 17
 * @param home where it lies
 */
record Jdk(int feature, Path home) {
  private static final int FIRST_LTS = 17;
  private static final int YEARS_OF_RELEASES = 4; // an LTS is every fourth release from 17 on

  /** Where packages, version managers and IDEs put JDKs, on Linux, macOS and Windows. */
  private static final List<Path> USUAL_FOLDERS =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt/java"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of("C:/Program Files/Java"),
          Path.of("C:/Program Files/Eclipse Adoptium"),
          Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  /** The one that runs this test. */
  static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /**
   * The one that runs this test, and the oldest and the newest LTS that the machine has besides.
   */
  static List<Jdk> toTestOn() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Stream.concat(named(), inUsualFolders())
        .flatMap(home -> at(home).stream())
        .filter(Jdk::isLts)
        .forEach(jdk -> found.putIfAbsent(jdk.feature(), jdk));
    found.put(running().feature(), running());
    Optional<Jdk> oldest = Optional.ofNullable(found.get(FIRST_LTS));
    Optional<Jdk> newest =
        found.values().stream().filter(Jdk::isLts).max(Comparator.comparing(Jdk::feature));
    return Stream.of(Optional.of(running()), oldest, newest)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private boolean isLts() {
    return feature >= FIRST_LTS && (feature - FIRST_LTS) % YEARS_OF_RELEASES == 0;
  }

  /** CI systems name theirs by variables such as {@code JAVA_HOME_25_X64}. */
  private static Stream<Path> named() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .filter(variable -> !variable.getValue().isBlank())
        .map(variable -> Path.of(variable.getValue()));
  }

  private static Stream<Path> inUsualFolders() {
    return USUAL_FOLDERS.stream()
        .filter(Files::isDirectory)
        .flatMap(folder -> children(folder).stream())
        .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")));
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't look for JDKs in " + folder, e);
    }
  }

  private static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(tool(home))) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
          .filter(version -> !version.startsWith("1."))
          .map(version -> new Jdk(Runtime.Version.parse(version).feature(), home))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + release, e);
    }
  }

  private static Path tool(Path home) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return home.resolve("bin").resolve(windows ? "jshell.exe" : "jshell");
  }

  /** Its {@code jshell} tool. */
  Path jshell() {
    return tool(home);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
