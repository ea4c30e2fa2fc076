package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script with bash, in a folder and with exactly the variables that it is given. */
final class Shell {
  /** What a step may take here, whatever its platform's limit. */
  private static final Duration MOST = Duration.ofMinutes(2);

  /** How a script ended. */
  record Ended(int exitCode, String output) {}

  private Shell() {}

  static Ended run(
      List<String> options,
      String script,
      Path folder,
      Map<String, String> variables,
      Path scratch,
      Duration limit) {
    Duration allowed = limit.compareTo(MOST) < 0 ? limit : MOST;
    try {
      Path file = Files.createTempFile(scratch, "script", ".sh");
      Path output = Files.createTempFile(scratch, "output", ".txt");
      Files.writeString(file, script);
      List<String> command = new ArrayList<>(List.of("bash"));
      command.addAll(options);
      command.add(file.toString());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(allowed.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(
            "not through after " + allowed + ": " + script + "\n" + Files.readString(output));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a script ran", e);
    }
  }
}
