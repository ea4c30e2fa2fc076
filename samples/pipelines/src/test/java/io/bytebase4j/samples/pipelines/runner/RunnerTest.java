package io.bytebase4j.samples.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runner does on all platforms. */
class RunnerTest {
  private static PlannedJob job(
      String name, List<String> needs, boolean byHand, PlannedJob.Body body) {
    return new PlannedJob(name, needs, byHand, Optional.empty(), Optional.of("lock"), body);
  }

  private static PlannedJob.Body ends(State state) {
    return before -> new JobResult(state, 0, "", Map.of(), Map.of());
  }

  private static List<String> words(String text) {
    Keys keys = Keys.of(YamlFile.parse(text, "test.yml"), "test.yml");
    keys.done();
    return keys.names();
  }

  @Test
  void aKeyThatNobodyReadsIsRefusedByName() {
    assertThatThrownBy(() -> words("a: 1\nb: 2\n"))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessage("test.yml: unknown keys [a, b]");
  }

  @Test
  void aKeyThatStandsTwiceAnAnchorLeftOpenAndAnEmptyFileAreRefused() {
    assertThatThrownBy(() -> YamlFile.parse("a: 1\na: 2\n", "twice.yml"))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("twice.yml")
        .hasMessageContaining("duplicate key a");
    assertThatThrownBy(() -> YamlFile.parse("a: *b\n", "open.yml"))
        .isInstanceOf(UnsupportedPipelineException.class);
    assertThatThrownBy(() -> YamlFile.parse("# nothing\n", "empty.yml"))
        .hasMessage("empty.yml: it is empty");
  }

  @Test
  void onIsAWord() {
    assertThat(YamlFile.parse("on: push\n", "on.yml")).isEqualTo(Map.of("on", "push"));
  }

  @Test
  void valuesOfTheWrongKindAreRefused() {
    Keys keys = Keys.of(YamlFile.parse("a: [1]\nb: maybe\nc: {d: 1}\n", "kinds"), "kinds");
    assertThatThrownBy(() -> keys.text("a")).hasMessageContaining("expected one value of a");
    assertThatThrownBy(() -> keys.flag("b")).hasMessageContaining("b is maybe");
    assertThatThrownBy(() -> keys.list("c")).hasMessageContaining("expected a list");
    assertThatThrownBy(() -> keys.text("e")).hasMessage("kinds: the key e is missing");
  }

  @Test
  void whatComesAfterAFailureIsNotRunNorWaitedFor() {
    PipelineRun run =
        new PipelineRun(
            List.of(
                job("a", List.of(), false, ends(State.FAILED)),
                job("b", List.of("a"), true, ends(State.SUCCEEDED)),
                job("c", List.of("b"), false, ends(State.SUCCEEDED))),
            new Locks());

    run.proceed();

    assertThat(run.states())
        .containsExactly(
            Map.entry("a", State.FAILED),
            Map.entry("b", State.SKIPPED),
            Map.entry("c", State.SKIPPED));
    assertThat(run.waiting()).isEmpty();
    assertThat(run.succeeded()).isFalse();
  }

  @Test
  void aManualJobWaitsAndOnlyThatOneCanBeReleased() {
    List<String> ran = new ArrayList<>();
    PlannedJob.Body body =
        before -> {
          ran.add("by hand");
          return new JobResult(State.SUCCEEDED, 0, "", Map.of(), Map.of());
        };
    PipelineRun run =
        new PipelineRun(
            List.of(
                job("a", List.of(), false, ends(State.SUCCEEDED)),
                job("b", List.of("a"), true, body)),
            new Locks());

    assertThatThrownBy(() -> run.release("b")).isInstanceOf(IllegalStateException.class);
    assertThat(run.proceed().proceed().waiting()).containsExactly("b");
    assertThat(ran).isEmpty();
    assertThatThrownBy(() -> run.release("a")).hasMessageContaining("[b]");
    assertThat(run.release("b").succeeded()).isTrue();
    assertThatThrownBy(() -> run.release("b")).isInstanceOf(IllegalStateException.class);
    assertThat(ran).hasSize(1);
  }

  @Test
  void jobsThatNeedWhatThereIsNotAreRefused() {
    assertThatThrownBy(
            () ->
                new PipelineRun(
                    List.of(job("a", List.of("b"), false, ends(State.SUCCEEDED))), new Locks()))
        .isInstanceOf(UnsupportedPipelineException.class)
        .hasMessageContaining("a: needs [b]");
  }

  @Test
  void ofTwoRunsAtOnceTheLaterOneWaitsForTheLock() throws Exception {
    Locks locks = new Locks();
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> order = new java.util.concurrent.CopyOnWriteArrayList<>();
    PlannedJob.Body slow =
        before -> {
          order.add("first begins");
          atWork.countDown();
          await(mayEnd);
          order.add("first ends");
          return new JobResult(State.SUCCEEDED, 0, "", Map.of(), Map.of());
        };
    PlannedJob.Body quick =
        before -> {
          order.add("second begins");
          return new JobResult(State.SUCCEEDED, 0, "", Map.of(), Map.of());
        };
    CompletableFuture<PipelineRun> first = runs(job("a", List.of(), false, slow), locks);
    await(atWork);
    CompletableFuture<PipelineRun> second = runs(job("a", List.of(), false, quick), locks);
    while (!locks.isWaitedFor("lock")) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);

    assertThat(order).containsExactly("first begins", "first ends", "second begins");
  }

  private static CompletableFuture<PipelineRun> runs(PlannedJob job, Locks locks) {
    CompletableFuture<PipelineRun> end = new CompletableFuture<>();
    Thread thread = new Thread(() -> end.complete(new PipelineRun(List.of(job), locks).proceed()));
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not within 30 seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anImageCopiesItsFilesAndRefusesWhatItDoesNotKnow(@TempDir Path folder) throws IOException {
    Path program = Files.writeString(folder.resolve("hello"), "#!/bin/sh\necho hello\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path root = folder.resolve("root");
    Path dockerfile = folder.resolve("Dockerfile");
    Files.createDirectories(root);
    Files.writeString(
        dockerfile,
        "# one\nFROM x\nCOPY hello /opt/tool/hello\nENV PATH=/opt/tool:$PATH\nRUN hello \\\n  | grep hello\n");

    Image image = Image.build(dockerfile, folder, root);

    assertThat(image.variables().get("PATH")).startsWith(root + "/opt/tool:/");
    Files.writeString(dockerfile, "FROM x\nCOPY nothing /opt/tool/nothing\n");
    assertThatThrownBy(() -> Image.build(dockerfile, folder, root))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("COPY nothing");
    Files.writeString(dockerfile, "FROM x\nRUN false\n");
    assertThatThrownBy(() -> Image.build(dockerfile, folder, root))
        .hasMessageContaining("RUN false");
    Files.writeString(dockerfile, "FROM x\nADD hello /hello\n");
    assertThatThrownBy(() -> Image.build(dockerfile, folder, root))
        .isInstanceOf(UnsupportedPipelineException.class);
  }
}
