package io.bytebase4j.samples.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param feature its version, for example 17
 * @param home where it lies
 */
record Jdk(int feature, Path home) {
  private static final int OLDEST = 17;
  private static final int LTS_EVERY = 4;

  /** The one that runs this. */
  static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** The running one, and of the others the oldest and the newest with long-term support. */
  static Collection<Jdk> toRunOn() {
    TreeMap<Integer, Jdk> found = new TreeMap<>();
    Stream.concat(named(), usual())
        .flatMap(home -> at(home).stream())
        .filter(jdk -> jdk.feature >= OLDEST && (jdk.feature - OLDEST) % LTS_EVERY == 0)
        .forEach(jdk -> found.putIfAbsent(jdk.feature, jdk));
    if (found.size() > 2) {
      found.subMap(found.firstKey(), false, found.lastKey(), false).clear();
    }
    found.put(running().feature, running());
    return found.values();
  }

  /** As CI systems name them: {@code JAVA_HOME_25_X64}. */
  private static Stream<Path> named() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .map(variable -> Path.of(variable.getValue()));
  }

  /** Where packages, SDKMAN and IDEs put them. */
  private static Stream<Path> usual() {
    Path user = Path.of(System.getProperty("user.home"));
    return Stream.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:/Program Files/Java"),
            Path.of("C:/Program Files/Eclipse Adoptium"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))
        .filter(Files::isDirectory)
        .flatMap(folder -> in(folder).stream())
        .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")));
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("can't look for JDKs in " + folder, e);
    }
  }

  private static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(java(home))) {
      return Optional.empty();
    }
    Properties facts = new Properties();
    try (var in = Files.newBufferedReader(release)) {
      facts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + release, e);
    }
    String version = facts.getProperty("JAVA_VERSION", "").replace("\"", "");
    // 1.8 was the last to be named so.
    return version.isEmpty() || version.startsWith("1.")
        ? Optional.empty()
        : Optional.of(new Jdk(Runtime.Version.parse(version).feature(), home));
  }

  /** Its launcher. */
  Path java() {
    return java(home);
  }

  private static Path java(Path home) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return home.resolve("bin").resolve(windows ? "java.exe" : "java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
