package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.RolloutWording;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskFailure;
import java.util.List;

/**
 * How a rollout stands as Markdown, for the summary of a run: a row for each stage, and one for
 * each task that failed, up to 100 of them; what is left out is counted. Names are cut at 100 code
 * points, messages at 500. Text of others is escaped for the flavour: it makes no markup, link,
 * mention, command or HTML. Immutable and thread-safe. Begin with {@link #of}.
 */
public final class RolloutMarkdown {
  private static final int MOST_FAILURES = 100;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 500;

  private final MarkdownText text;

  private RolloutMarkdown(MarkdownText text) {
    this.text = text;
  }

  /**
   * Writes for a platform.
   *
   * @param flavour whose Markdown it is
   * @return a renderer
   */
  public static RolloutMarkdown of(MarkdownFlavour flavour) {
    return new RolloutMarkdown(new MarkdownText(flavour != MarkdownFlavour.BITBUCKET));
  }

  /**
   * Writes how a rollout stands.
   *
   * @param rollout the rollout
   * @param failures why tasks failed; may be empty
   * @return the text, which ends with the end of a line
   */
  public String render(RolloutStatus rollout, List<TaskFailure> failures) {
    StringBuilder out = new StringBuilder();
    out.append("## Rollout ").append(name(rollout.name())).append("\n\n");
    out.append("| Stage | State | Databases |\n|---|---|---|\n");
    for (StageState stage : rollout.stages()) {
      out.append(Words.row(name(stage.id()), state(stage), RolloutWording.counts(stage)));
    }
    if (!failures.isEmpty()) {
      out.append("\n### What failed\n\n| Database | File | Reason |\n|---|---|---|\n");
      failures.stream().limit(MOST_FAILURES).forEach(failure -> out.append(row(failure)));
      int more = failures.size() - MOST_FAILURES;
      out.append(more > 0 ? "\n… and " + Wording.count(more, "more task") + ".\n" : "");
    }
    return out.toString();
  }

  private String row(TaskFailure failure) {
    String reason =
        switch (failure.kind()) {
          case MIGRATION -> failure.databaseError().orElse(failure.detail());
          case ABANDONED -> "given up by the server, no fault of the files: " + failure.detail();
          case CANCELED -> "cancelled";
        };
    return Words.row(
        name(Databases.shortName(failure.task().target())),
        failure.file().map(this::name).orElse(""),
        text.prose(reason, LONGEST_TEXT));
  }

  private String name(String name) {
    return text.code(name, LONGEST_NAME);
  }

  private static String state(StageState stage) {
    if (stage.isSettled()) {
      return "✅ done";
    } else if (stage.isUnderWay()) {
      return "⏳ under way";
    }
    return stage.hasFailures() ? "❌ failed" : "not done";
  }
}
