package io.bytebase4j.samples.citool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of the packaged tool as a process, by its launcher. */
final class ToolProcess {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path folder;

  private ToolProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder where; its output is kept there
   * @param java the home of the Java to use
   * @param arguments the command line
   */
  static ToolProcess start(Path folder, Path java, LocalBytebase server, String... arguments) {
    List<String> command = new ArrayList<>(List.of(System.getProperty("tool.launcher")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", java.toString());
    environment.put("BYTEBASE4J_JAR", System.getProperty("tool.jar"));
    environment.put("BYTEBASE4J_CACHE", folder.resolve("cache").toString());
    environment.put("BYTEBASE_URL", server.url().toString());
    environment.put("BYTEBASE_SERVICE_ACCOUNT", server.serviceAccount());
    environment.put("BYTEBASE_SERVICE_ACCOUNT_SECRET", server.serviceAccountSecret());
    environment.put("BYTEBASE_PROJECT", server.project());
    environment.put("BYTEBASE_TARGETS", String.join(",", server.targets()));
    try {
      return new ToolProcess(builder.start(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it a signal, such as {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  /** Waits for its end and gives the exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the tool did not end: " + out() + err());
    }
    return process.exitValue();
  }

  String out() {
    return read("out.txt");
  }

  String err() {
    return read("err.txt");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
