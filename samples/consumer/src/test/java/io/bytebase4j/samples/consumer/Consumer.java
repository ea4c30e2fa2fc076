package io.bytebase4j.samples.consumer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The program that the build has made of {@code src/it/readme-example}. */
final class Consumer {
  private static final Path JAR = Path.of(System.getProperty("consumer.jar"));
  private static final Path REPOSITORY = Path.of(System.getProperty("consumer.repository"));
  private static final long PATIENCE_SECONDS = 90;

  private Consumer() {}

  /**
   * What came of a run.
   *
   * @param afterTheLastLine how long the process lived on after its {@code main} was through, in
   *     milliseconds
   */
  record Ended(int exitCode, List<String> out, String err, long afterTheLastLine) {}

  /** The jars that Maven says it needs at run time, by the names of their artifacts. */
  static List<Path> runtimeJars() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      return Stream.of(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "))
          .map(REPOSITORY::resolve)
          .toList();
    }
  }

  /** The name of the artifact that a jar in a repository is: {@code …/name/version/file}. */
  static String artifact(Path jar) {
    return jar.getName(jar.getNameCount() - 3).toString();
  }

  /**
   * Runs it to its end.
   *
   * @param jars which of its jars are on its class path
   * @param environment the variables of this product that it has
   */
  static Ended run(Jdk jdk, Predicate<Path> jars, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    List<String> classPath = new ArrayList<>(List.of(JAR.toString()));
    runtimeJars().stream().filter(jars).map(Path::toString).forEach(classPath::add);
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                jdk.java().toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                "com.example.ReadmeExample",
                folder.toString())
            .redirectError(err.toFile());
    // Java tells of options that it finds there, and a library could find more.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(BYTEBASE|JAVA|JDK|_JAVA|SLF4J).*|CLASSPATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      List<String> out = new ArrayList<>();
      long[] lastLine = {System.nanoTime()};
      Thread reader =
          new Thread(
              () -> {
                try (var lines = process.inputReader()) {
                  for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.add(line);
                    lastLine[0] = System.nanoTime();
                  }
                } catch (IOException e) {
                  out.add("can't be read: " + e);
                }
              });
      reader.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      long end = System.nanoTime();
      process.destroyForcibly();
      reader.join();
      String text = Files.readString(err);
      if (!ended) {
        throw new IllegalStateException("it did not end by itself: " + out + text);
      }
      return new Ended(process.exitValue(), out, text, (end - lastLine[0]) / 1_000_000);
    } finally {
      process.destroyForcibly();
    }
  }
}
