package io.bytebase4j.gitops.report.console;

import static io.bytebase4j.gitops.report.SampleRollouts.stage;
import static io.bytebase4j.gitops.report.SampleRollouts.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.gitops.rollout.LogLine;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a rollout, in lines. */
class RolloutLinesTest {
  private static final Instant TIME = Instant.parse("2026-11-28T09:08:07.654Z");
  private static final TaskState TASK = task("test", 0, TaskStatus.FAILED, "FAILED", "");
  private static final String DATABASE = "instances/test-pg/databases/a";

  private final StringBuilder out = new StringBuilder();
  private final RolloutLines lines = RolloutLines.to(out);

  private String told(RolloutEvent event) {
    out.setLength(0);
    lines.onEvent(event);
    return out.toString();
  }

  private static RolloutEvent changed(TaskStatus status) {
    return new RolloutEvent.TaskChanged(TIME, "test", task("test", 0, status, status.name(), ""));
  }

  private static RolloutEvent failed(TaskFailure.Kind kind, String detail, LogLine... log) {
    return new RolloutEvent.TaskRunFailed(
        TIME,
        "test",
        new TaskFailure(TASK, kind, TASK.name() + "/taskRuns/1", detail, List.of(log)));
  }

  @Test
  void eachChangeIsALine() {
    assertThat(told(new RolloutEvent.TasksStarting(TIME, "test", List.of(TASK))))
        .isEqualTo("09:08:07 test: starts 1 task\n");
    assertThat(told(changed(TaskStatus.RUNNING)))
        .isEqualTo("09:08:07 test: " + DATABASE + " RUNNING\n");
    assertThat(told(changed(TaskStatus.DONE))).isEqualTo("09:08:07 test: " + DATABASE + " DONE\n");
    assertThat(told(new RolloutEvent.StageEnded(TIME, "test", stage("test", TaskStatus.DONE))))
        .isEqualTo("09:08:07 test: is done\n");
    assertThat(
            told(
                new RolloutEvent.StageEnded(
                    TIME, "test", stage("test", TaskStatus.FAILED, TaskStatus.NOT_STARTED))))
        .isEqualTo("09:08:07 test: ended, 1 not started, 1 failed\n");
    assertThat(told(new RolloutEvent.ApprovalChanged(TIME, "prod", "PENDING")))
        .isEqualTo("09:08:07 prod: approval is PENDING\n");
    assertThat(told(new RolloutEvent.RetryScheduled(TIME, "test", TASK, 2, Duration.ofSeconds(10))))
        .isEqualTo("09:08:07 test: " + DATABASE + ": attempt 2 begins in PT10S\n");
    assertThat(told(new RolloutEvent.RunsCancelling(TIME, "test", List.of("a", "b"))))
        .isEqualTo("09:08:07 test: cancels 2 task runs\n");
    assertThat(told(new RolloutEvent.TasksSkipping(TIME, "test", List.of(TASK), "by\nhand")))
        .isEqualTo("09:08:07 test: " + DATABASE + ": is skipped, by hand\n");
  }

  @Test
  void whatIsNoNewsIsNotTold() {
    assertThat(told(changed(TaskStatus.NOT_STARTED))).isEmpty();
    assertThat(told(changed(TaskStatus.RUNNING))).isNotEmpty();
    assertThat(told(changed(TaskStatus.RUNNING))).isEmpty();
  }

  @Test
  void aFailureTellsItsKindReasonAndPlace() {
    LogLine statement =
        new LogLine("COMMAND_EXECUTE", TIME, "", "", 10, 52, "", -1, "ERROR: no such table");
    assertThat(
            told(
                failed(
                    TaskFailure.Kind.MIGRATION,
                    "failed to execute release file m/1_a.sql (version 1): ERROR: no\ntable",
                    statement)))
        .isEqualTo(
            "09:08:07 test: "
                + DATABASE
                + ": failed: failed to execute release file m/1_a.sql (version 1): ERROR: no table"
                + " (statement at bytes 10 to 52 of the file)\n");
    assertThat(told(failed(TaskFailure.Kind.ABANDONED, "task run abandoned")))
        .contains("no fault of the files");
    assertThat(told(failed(TaskFailure.Kind.CANCELED, ""))).endsWith(": was cancelled\n");
  }

  @Test
  void aLookThatFailedIsTold() {
    try (BytebaseClient client =
        BytebaseClient.builder()
            .url("http://127.0.0.1:1")
            .credentials(Credentials.accessToken("t"))
            .retry(RetryPolicy.none())
            .build()) {
      assertThatExceptionOfType(BytebaseException.class)
          .isThrownBy(() -> client.rollouts().getRollout("projects/hr/plans/1/rollout").execute())
          .satisfies(
              fault ->
                  assertThat(told(new RolloutEvent.LookFailed(TIME, "test", fault)))
                      .startsWith("09:08:07 test: could not look, goes on: ")
                      .contains("127.0.0.1:1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##vso[task.setvariable variable=x]y",
        "\n::set-output name=x::y",
        "##[error]x",
        "\u001b[2J",
        "\r::error::x"
      })
  void textOfOthersGivesNoCommands(String text) {
    String told = told(failed(TaskFailure.Kind.MIGRATION, text));

    assertThat(told.lines()).hasSize(1);
    assertThat(told).doesNotContain("##vso[").doesNotContain("##[").doesNotContain("\u001b");
    assertThat(told).doesNotContainPattern("(?m)^\\s*::");
    assertThat(LogText.safe(text)).doesNotContain("##vso[").doesNotContain("##[");
    assertThat(LogText.safe(text)).doesNotContain("\u001b").doesNotContainPattern("(?m)^\\s*::");
  }

  @Test
  void breaksOfLinesStayInAText() {
    assertThat(LogText.safe("one\n  two")).isEqualTo("one\n  two");
  }

  @Test
  void anOutputThatFailsIsToldToTheCaller() {
    RolloutLines broken =
        RolloutLines.to(
            new StringAppender() {
              @Override
              public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
              }
            });

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> broken.onEvent(changed(TaskStatus.DONE)))
        .withMessageContaining("disk full");
  }

  private interface StringAppender extends Appendable {
    @Override
    default Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text.subSequence(start, end));
    }

    @Override
    default Appendable append(char c) throws IOException {
      return append(String.valueOf(c));
    }
  }
}
