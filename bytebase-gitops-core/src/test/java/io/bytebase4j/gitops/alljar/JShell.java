package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts with a JDK's own {@code jshell} tool, as a user does. Immutable. */
final class JShell {
  private static final Path SCRIPTS = Path.of("../samples/jshell").toAbsolutePath().normalize();

  private final Jdk jdk;
  private final Path folder;
  private final Map<String, String> environment;

  private JShell(Jdk jdk, Path folder, Map<String, String> environment) {
    this.jdk = jdk;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** In a folder, with the variables that name a server, an account, a project and its targets. */
  static JShell of(Jdk jdk, Path folder, LocalBytebase server) {
    return new JShell(
        jdk,
        folder,
        Map.of(
            "BYTEBASE_URL",
            server.url().toString(),
            "BYTEBASE_SERVICE_ACCOUNT",
            server.serviceAccount(),
            "BYTEBASE_SERVICE_ACCOUNT_SECRET",
            server.serviceAccountSecret(),
            "BYTEBASE_PROJECT",
            server.project(),
            "BYTEBASE_TARGETS",
            String.join(",", server.targets())));
  }

  JShell with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new JShell(jdk, folder, more);
  }

  JShell without(String variable) {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer.remove(variable);
    return new JShell(jdk, folder, fewer);
  }

  /**
   * What came of a script.
   *
   * @param output both streams
   */
  record Ended(int exitCode, String output) {}

  /** Runs a script of samples/jshell, with nothing but the all-in-one jar on its class path. */
  Ended run(String script, String... input) throws IOException, InterruptedException {
    return runFile(SCRIPTS.resolve(script), input);
  }

  /** Runs a script, and types the input after it. */
  Ended runFile(Path script, String... input) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("jshell");
    Path output = work.resolve("output.txt");
    Path typed = Files.write(work.resolve("input.txt"), List.of(input));
    // The options for the two JVMs only make them start faster.
    ProcessBuilder builder =
        new ProcessBuilder(
            jdk.jshell().toString(),
            "-J-Djava.util.prefs.userRoot=" + work, // not the settings of whoever runs the tests
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-R-XX:TieredStopAtLevel=1",
            "-R-XX:+UseSerialGC",
            "--class-path",
            AllJar.PATH.toString(),
            script.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("BYTEBASE_"));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    // After a script that does not end with /exit, jshell asks for more: it finds what is typed.
    Process process = builder.redirectInput(typed.toFile()).redirectOutput(output.toFile()).start();
    try {
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      String text = Files.readString(output);
      assertThat(ended).as("jshell did not end; it printed: " + text).isTrue();
      return new Ended(process.exitValue(), text);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
