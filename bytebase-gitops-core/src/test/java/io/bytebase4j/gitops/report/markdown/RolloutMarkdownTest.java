package io.bytebase4j.gitops.report.markdown;

import static io.bytebase4j.gitops.report.SampleRollouts.rollout;
import static io.bytebase4j.gitops.report.SampleRollouts.stage;
import static io.bytebase4j.gitops.report.SampleRollouts.stageOf;
import static io.bytebase4j.gitops.report.SampleRollouts.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a rollout stands, in Markdown. */
class RolloutMarkdownTest {
  private static final RolloutMarkdown GITHUB = RolloutMarkdown.of(MarkdownFlavour.GITHUB);
  private static final TaskState TASK = task("test", 1, TaskStatus.FAILED, "FAILED", "");

  private static TaskFailure failure(TaskFailure.Kind kind, String detail) {
    return new TaskFailure(TASK, kind, TASK.name() + "/taskRuns/1", detail, List.of());
  }

  @Test
  void stagesAndWhatFailed() {
    RolloutStatus rollout =
        rollout(
            stage("dev", TaskStatus.DONE, TaskStatus.SKIPPED),
            stageOf("test", task("test", 0, TaskStatus.DONE, "DONE", ""), TASK),
            stage("stage", TaskStatus.RUNNING),
            stage("prod", TaskStatus.NOT_STARTED));

    assertThat(
            GITHUB.render(
                rollout,
                List.of(
                    failure(
                        TaskFailure.Kind.MIGRATION,
                        "failed to execute release file m/1_a.sql (version 1): ERROR: no table"),
                    failure(TaskFailure.Kind.CANCELED, ""))))
        .isEqualTo(
            """
            ## Rollout `projects/hr/plans/101/rollout`

            | Stage | State | Databases |
            |---|---|---|
            | `dev` | ✅ done | 1 done, 1 skipped |
            | `test` | ❌ failed | 1 done, 1 failed |
            | `stage` | ⏳ under way | 1 running |
            | `prod` | not done | 1 not started |

            ### What failed

            | Database | File | Reason |
            |---|---|---|
            | `test-pg/b` | `m/1_a.sql` | ERROR: no table |
            | `test-pg/b` |  | cancelled |
            """);
  }

  @Test
  void moreThanAHundredFailuresAreCounted() {
    String text =
        GITHUB.render(
            rollout(stage("test", TaskStatus.FAILED)),
            Collections.nCopies(130, failure(TaskFailure.Kind.ABANDONED, "gone")));

    assertThat(text.lines().filter(line -> line.startsWith("| `test-pg/b`"))).hasSize(100);
    assertThat(text).contains("no fault of the files").endsWith("\n… and 30 more tasks.\n");
  }

  static Stream<String> texts() {
    return HostileTexts.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textOfOthersStaysText(String hostile) {
    for (MarkdownFlavour flavour : MarkdownFlavour.values()) {
      String text =
          RolloutMarkdown.of(flavour)
              .render(
                  rollout(stage("test", TaskStatus.FAILED)),
                  List.of(failure(TaskFailure.Kind.MIGRATION, hostile)));

      assertThat(text.lines()).hasSize(11);
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .build()
          .parse(text)
          .accept(new NothingOfOthers());
    }
  }

  private static final class NothingOfOthers extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      throw new AssertionError("a link to " + link.getDestination());
    }

    @Override
    public void visit(Image image) {
      throw new AssertionError("an image of " + image.getDestination());
    }

    @Override
    public void visit(HtmlBlock html) {
      throw new AssertionError("HTML: " + html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      throw new AssertionError("HTML: " + html.getLiteral());
    }

    @Override
    public void visit(Code code) {
      assertThat(code.getLiteral()).isNotEmpty();
    }
  }
}
