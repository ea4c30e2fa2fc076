package io.bytebase4j.samples.citool.progress;

import io.bytebase4j.gitops.report.console.RolloutLines;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.samples.citool.ToolContext;
import java.io.PrintWriter;

/** Shows what happens to a rollout until it is closed. */
public interface Progress extends AutoCloseable {
  /**
   * Begins to show it.
   *
   * @param mode how
   * @param context where
   * @param log gets lines
   */
  static Progress of(ProgressMode mode, ToolContext context, PrintWriter log) {
    return switch (mode) {
      case AUTO -> context.terminal() ? new LiveTable(context) : lines(log);
      case TABLE -> new LiveTable(context);
      case LINES -> lines(log);
      case NONE -> rollout -> {};
    };
  }

  private static Progress lines(PrintWriter log) {
    RolloutLines lines = RolloutLines.to(log);
    return rollout ->
        rollout.listen(
            event -> {
              lines.onEvent(event);
              // whoever watches a CI run wants it now
              log.flush();
            });
  }

  /** Shows a rollout; to be called once, before it is run. */
  void show(RolloutHandle rollout);

  /** Leaves the last picture and gives the terminal back. */
  @Override
  default void close() {}
}
