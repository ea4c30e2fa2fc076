package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts with the JDK's own {@code jshell} tool, as a user does. */
final class JShell {
  private final Path folder;

  JShell(Path folder) {
    this.folder = folder;
  }

  /**
   * What came of a script.
   *
   * @param output both streams
   */
  record Ended(int exitCode, String output) {}

  /** Runs a script, with nothing but the all-in-one jar on its class path, to its end. */
  Ended run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("script.jsh"), script);
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
            "-J-Djava.util.prefs.userRoot=" + folder, // not the settings of whoever runs the tests
            "--class-path",
            AllJar.PATH.toString(),
            file.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("BYTEBASE_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      // After a script that does not end with /exit, jshell asks for more: it is to find none.
      process.getOutputStream().close();
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
