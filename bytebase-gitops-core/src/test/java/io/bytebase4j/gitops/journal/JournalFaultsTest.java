package io.bytebase4j.gitops.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.bytebase4j.gitops.journal.JournalUnreadableException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong with where a journal is kept. */
class JournalFaultsTest {
  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore();

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileIsMadeWithItsFoldersByTheFirstStep() throws IOException {
    Path file = folder.resolve("a/b/journal.json");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    assertThat(file).doesNotExist();

    journal.begin(StepKind.RELEASE, Map.of()).done();

    assertThat(names(folder.resolve("a/b"))).containsExactly(".journal.json.lock", "journal.json");
    assertThat(GitOpsJournal.ofFile(file).entries()).hasSize(1);
  }

  @Test
  void aFullDiskKeepsTheStepFromBeingTakenAndTheJournalAsItWas() throws IOException {
    try (FileSystem small =
        Jimfs.newFileSystem(Configuration.unix().toBuilder().setMaxSize(64 << 10).build())) {
      Path file = small.getPath("/work/journal.json");
      GitOpsJournal journal = GitOpsJournal.ofFile(file);
      journal.begin(StepKind.RELEASE, Map.of("key", "1f0c")).done();
      Path rest = small.getPath("/work/rest");
      fill(rest);

      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> journal.begin(StepKind.PLAN, Map.of("spec", "s".repeat(4_000))))
          .withMessageContaining("journal /work/journal.json can't be written")
          .withMessageContaining("out of disk space")
          .satisfies(e -> assertThat(e.journal()).isEqualTo("journal /work/journal.json"));
      assertThat(GitOpsJournal.ofFile(file).entries()).hasSize(1);
      assertThat(names(small.getPath("/work"))).noneMatch(name -> name.endsWith(".part"));

      Files.delete(rest);
      journal.begin(StepKind.PLAN, Map.of("spec", "s".repeat(4_000))).done();
      assertThat(GitOpsJournal.ofFile(file).entries())
          .extracting(JournalEntry::number)
          .containsExactly(1, 2);
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1024];
    try {
      while (true) {
        Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException full) {
      return;
    }
  }

  @Test
  void whatCanNotBeWrittenToIsToldBeforeTheStepIsTaken() throws IOException {
    GitOpsJournal readOnly =
        GitOpsJournal.ofFile(Path.of(URI.create("jrt:/java.base/journal.json")));
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> readOnly.begin(StepKind.PLAN, Map.of()))
        .withMessageContaining("journal.json can't be written");

    GitOpsJournal late = GitOpsJournal.ofFile(folder.resolve("late/journal.json"));
    Files.writeString(folder.resolve("late"), "a file in the place of the folder");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> late.begin(StepKind.PLAN, Map.of()))
        .withMessageContaining("journal.json can't be written");
  }

  @Test
  void aFolderInThePlaceOfTheFileIsTold() {
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> GitOpsJournal.ofFile(folder))
        .withMessageContaining("is a folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitOpsJournal.ofFile(Path.of("/")))
        .withMessageContaining("names no file");
  }

  @Test
  void aFileTornAtAnyByteIsAnErrorAndIsLeftAsItIs() throws IOException {
    Path file = folder.resolve("journal.json");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    journal.belongTo(new JournalSubject("projects/hr", "1f0c", List.of("ä")));
    journal.begin(StepKind.RELEASE, Map.of("key", "ü")).failed("n");
    byte[] whole = Files.readAllBytes(file);
    int brace = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('}');

    for (int length = 0; length <= brace; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      Files.write(file, torn);

      assertThatExceptionOfType(JournalUnreadableException.class)
          .as("cut to %s bytes", length)
          .isThrownBy(() -> GitOpsJournal.ofFile(file))
          .withMessageContaining(file + " is empty or torn: move it away")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TORN));
      assertThat(file).hasBinaryContent(torn);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"checkResults\": {}} | has no \"format\"",
        "[] | has no \"format\"",
        "7 | has no \"format\"",
        "{\"format\": \"x\"} | has no \"format\"",
        "{\"format\": 1} | has no \"entries\"",
        "{\"format\": 1, \"revision\": 1, \"entries\": [1]} | number is",
        "{\"format\": 1, \"revision\": 1, \"entries\": [{\"number\": 1, \"step\": \"a b\"}]} | a b",
        "{\"format\": 1, \"revision\": 1, \"entries\": [{\"number\": 1, \"step\": \"PLAN\","
            + " \"startTime\": \"now\"}]} | now",
      })
  void whatIsNoJournalIsAnErrorThatNamesIt(String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("output.json"), text);

    assertThatExceptionOfType(JournalUnreadableException.class)
        .isThrownBy(() -> GitOpsJournal.ofFile(file))
        .withMessageContaining("output.json")
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN));
    assertThat(file).hasContent(text);
  }

  @Test
  void whatCannotBeOneForItsLengthIsNotRead() throws IOException {
    Path file = folder.resolve("dump.sql");
    try (FileChannel sparse =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      sparse.write(java.nio.ByteBuffer.wrap(new byte[1]), 64L << 20);
    }

    assertThatExceptionOfType(JournalUnreadableException.class)
        .isThrownBy(() -> GitOpsJournal.ofFile(file))
        .withMessageContaining("too long");
  }

  @Test
  void aJournalOfANewerFormatIsAnErrorThatSaysWhatToDo() {
    store.texts().put("hr", "{\"format\": 2, \"steps\": {}}");

    assertThatExceptionOfType(JournalUnreadableException.class)
        .isThrownBy(() -> GitOpsJournal.of(store, "hr"))
        .withMessageContaining("journal \"hr\" is of format 2")
        .withMessageContaining("knows up to 1")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NEWER));
  }

  @Test
  void whatAnotherVersionWroteIsPassedOverAndKept() {
    store
        .texts()
        .put(
            "hr",
            """
            {"format": 1, "revision": 9, "writer": "w", "mood": {"a": [1]},
             "subject": {"project": "projects/hr", "color": "red"},
             "entries": [
               {"number": 7, "step": "SMOKE_TEST", "state": "PAUSED", "weight": 1.5,
                "startTime": "2026-11-23T10:00:00Z", "facts": {"key": "k", "size": 3}}]}
            """);

    GitOpsJournal journal = GitOpsJournal.of(store, "hr");
    JournalEntry entry = journal.entries().get(0);
    assertThat(entry.kind()).isEqualTo(new StepKind("SMOKE_TEST"));
    assertThat(entry.state()).isEqualTo(StepState.UNKNOWN);
    assertThat(entry.facts()).containsEntry("size", "3");
    journal.belongTo(new JournalSubject("projects/hr", "k", List.of()));
    journal.begin(StepKind.PLAN, Map.of()).done();

    assertThat(store.texts().get("hr"))
        .contains(
            "\"mood\"", "\"weight\": 1.5", "\"PAUSED\"", "\"color\": \"red\"", "\"number\": 8");
  }

  @Test
  void aSecondWriterIsStoppedByItsFirstStepAndOverwritesNothing() {
    Path file = folder.resolve("journal.json");
    GitOpsJournal one = GitOpsJournal.ofFile(file);
    GitOpsJournal two = GitOpsJournal.ofFile(file);
    JournalStep step = one.begin(StepKind.RELEASE, Map.of("key", "one"));

    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(() -> two.begin(StepKind.RELEASE, Map.of("key", "two")))
        .withMessageContaining(file + " was written by somebody else (revision 1)")
        .withMessageContaining("run again when the other one is through");
    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(() -> two.belongTo(new JournalSubject("projects/hr", "", List.of())));

    step.done();
    assertThat(GitOpsJournal.ofFile(file).entries())
        .extracting(JournalEntry::facts)
        .containsExactly(Map.of("key", "one"));
    assertThat(two.entries()).isEmpty();
    assertThat(two.subject()).isEmpty();
  }

  @Test
  void ofManyWritersAtOnceOneGoesOn() throws Exception {
    int writers = 8;
    Path file = folder.resolve("journal.json");
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        GitOpsJournal journal = GitOpsJournal.ofFile(file);
        tries.add(
            () -> {
              together.await();
              try {
                journal.begin(StepKind.RELEASE, Map.of());
                return true;
              } catch (JournalConflictException e) {
                return false;
              }
            });
      }
      int went = 0;
      for (Future<Boolean> done : threads.invokeAll(tries)) {
        went += done.get() ? 1 : 0;
      }
      assertThat(went).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(GitOpsJournal.ofFile(file).entries()).hasSize(1);
  }

  @Test
  void theThreadsOfOneJournalWriteOneAfterTheOther() throws Exception {
    Path file = folder.resolve("journal.json");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> steps = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Map<String, String> facts = Map.of("stage", "s" + i);
        steps.add(
            () -> {
              journal.begin(StepKind.STAGE, facts).done();
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(steps)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(GitOpsJournal.ofFile(file).entries())
        .hasSize(40)
        .allMatch(entry -> entry.state() == StepState.DONE)
        .extracting(JournalEntry::facts)
        .doesNotHaveDuplicates();
  }

  @Test
  void whoFindsTheLockHeldHasMetAnotherWriter() throws IOException {
    Path file = folder.resolve("journal.json");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".journal.json.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatExceptionOfType(JournalConflictException.class)
          .isThrownBy(() -> journal.begin(StepKind.RELEASE, Map.of()))
          .withMessageContaining("is being written by somebody else right now");
    }
    journal.begin(StepKind.RELEASE, Map.of()).done();
    assertThat(GitOpsJournal.ofFile(file).entries()).hasSize(1);
  }

  @Test
  void aJournalThatIsTakenAwayIsNotBegunAnew() throws IOException {
    Path file = folder.resolve("journal.json");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    journal.begin(StepKind.RELEASE, Map.of()).done();
    Files.delete(file);

    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(() -> journal.begin(StepKind.PLAN, Map.of()))
        .withMessageContaining("was taken away");
    assertThat(file).doesNotExist();
  }

  @Test
  void aProcessThatDiedWhileItReplacedTheFileLeavesTheOneOfBefore() throws IOException {
    Path file = folder.resolve("journal.json");
    GitOpsJournal.ofFile(file).begin(StepKind.RELEASE, Map.of()).done();
    Files.writeString(folder.resolve(".journal.json.0a1b.part"), "{\"format\": 1, \"revi");
    Files.writeString(folder.resolve(".other.json.0a1b.part"), "not ours");

    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    assertThat(journal.last(StepKind.RELEASE).orElseThrow().state()).isEqualTo(StepState.DONE);
    journal.begin(StepKind.PLAN, Map.of());

    assertThat(names(folder))
        .containsExactly(".journal.json.lock", ".other.json.0a1b.part", "journal.json");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anEndThatCouldNotBeWrittenIsWrittenWithTheNextStep(boolean savedAllTheSame) {
    GitOpsJournal journal = GitOpsJournal.of(store, "hr");
    JournalStep step = journal.begin(StepKind.RELEASE, Map.of());
    store.breakWith(new IOException("bucket away"), savedAllTheSame);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> step.done(Map.of("release", "r")))
        .withMessageContaining("journal \"hr\" can't be written: IOException: bucket away");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> journal.begin(StepKind.PLAN, Map.of()));
    store.breakLoading();
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> journal.begin(StepKind.PLAN, Map.of()));
    store.mend();
    journal.begin(StepKind.PLAN, Map.of());

    List<JournalEntry> entries = GitOpsJournal.of(store, "hr").entries();
    assertThat(entries)
        .extracting(JournalEntry::kind)
        .containsExactly(StepKind.RELEASE, StepKind.PLAN);
    assertThat(entries.get(0).state()).isEqualTo(StepState.DONE);
    assertThat(entries.get(0).fact("release")).contains("r");
  }
}
