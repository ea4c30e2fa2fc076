package io.bytebase4j.gitops.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One journal and two processes. */
@Timeout(60)
class JournalProcessesTest {
  @TempDir private Path folder;
  private Path file;
  private Process other;
  private BufferedReader said;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("journal.json");
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JournalProcess.class.getName(),
                file.toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    said = other.inputReader(StandardCharsets.UTF_8);
  }

  @AfterEach
  void end() {
    other.destroyForcibly();
  }

  private void write(int steps) throws IOException {
    OutputStream in = other.getOutputStream();
    in.write((steps + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  @Test
  void theSecondOfTwoProcessesIsStoppedByItsFirstStep() throws IOException {
    assertThat(said.readLine()).isEqualTo("open");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    write(1);
    assertThat(said.readLine()).isEqualTo("done");

    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(() -> journal.begin(StepKind.RELEASE, Map.of()));

    GitOpsJournal later = GitOpsJournal.ofFile(file);
    later.begin(StepKind.RELEASE, Map.of()).done();
    write(1);
    assertThat(said.readLine()).isEqualTo("JournalConflictException");
    assertThat(GitOpsJournal.ofFile(file).entries())
        .extracting(JournalEntry::kind)
        .containsExactly(StepKind.STAGE, StepKind.RELEASE);
  }

  @Test
  void aProcessThatIsKilledWhileItWritesLeavesAWholeJournal() throws Exception {
    assertThat(said.readLine()).isEqualTo("open");
    write(1_000_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(file) && !GitOpsJournal.ofFile(file).entries().isEmpty());
    other.destroyForcibly();
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    List<JournalEntry> entries = journal.entries();
    assertThat(entries.subList(0, entries.size() - 1))
        .allMatch(entry -> entry.state() == StepState.DONE);
    // The lock died with its owner.
    journal.begin(StepKind.RELEASE, Map.of()).done();
    assertThat(GitOpsJournal.ofFile(file).last(StepKind.RELEASE)).isPresent();
  }
}
