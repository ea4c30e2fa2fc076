package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link PipelineRun} in a JVM of its own. */
final class ChildPipeline implements AutoCloseable {
  private final Process process;
  private final Path output;

  private ChildPipeline(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param journalled whether it keeps a journal
   * @param output a file for what it prints
   */
  static ChildPipeline start(FaultScene scene, boolean journalled, Path output) throws IOException {
    LocalBytebase server = scene.server();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for a second: time spent on compiling would be lost.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                PipelineRun.class.getName(),
                server.url().toString(),
                server.serviceAccount(),
                server.project(),
                String.join(",", server.targets()),
                scene.folder().toString()));
    if (journalled) {
      command.add(scene.journalFile().toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(PipelineRun.KEY_VARIABLE, server.serviceAccountSecret());
    return new ChildPipeline(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  /** Ends it at once, as SIGKILL does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // By itself it would have ended with 0 or 1.
    assertThat(process.exitValue()).as("killed").isGreaterThan(1);
  }

  /** Waits for its own end. */
  void requireSuccess() throws IOException, InterruptedException {
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    String printed = Files.readString(output);
    assertThat(ended).as("ended by itself; it printed: %s", printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
