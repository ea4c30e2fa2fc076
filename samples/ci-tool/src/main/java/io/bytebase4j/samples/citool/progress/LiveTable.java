package io.bytebase4j.samples.citool.progress;

import io.bytebase4j.gitops.report.console.RolloutLines;
import io.bytebase4j.gitops.report.console.RolloutTable;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.samples.citool.ToolContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/**
 * The stages and tasks of a rollout as a table that changes in its place. What went wrong stands
 * above it, in lines that stay.
 */
final class LiveTable implements Progress {
  private static final int SMALLEST_HEIGHT = 5;
  private static final int WIDTH = 120;
  private static final int HEIGHT = 40;

  private final Terminal terminal;
  private final Display display;
  private final boolean coloured;
  private final Map<String, TaskState> tasks = new LinkedHashMap<>();
  private @Nullable RolloutStatus rollout;

  LiveTable(ToolContext context) {
    this(open(), context.variable("NO_COLOR").isEmpty());
  }

  LiveTable(Terminal terminal, boolean coloured) {
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.coloured = coloured;
  }

  private static Terminal open() {
    try {
      // stty is asked: the other ways need native access, of which newer Javas warn.
      return TerminalBuilder.builder().system(true).exec(true).jni(false).ffm(false).build();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal can't be used: try --progress lines", e);
    }
  }

  @Override
  public synchronized void show(RolloutHandle handle) {
    RolloutStatus status = handle.status();
    rollout = status;
    status.stages().forEach(stage -> stage.tasks().forEach(this::note));
    handle.listen(this::onEvent);
    draw();
  }

  private void note(TaskState task) {
    tasks.put(task.name(), task);
  }

  private synchronized void onEvent(RolloutEvent event) {
    if (event instanceof RolloutEvent.TaskChanged changed) {
      note(changed.task());
    } else if (event instanceof RolloutEvent.StageEnded ended) {
      ended.state().tasks().forEach(this::note);
    } else if (!(event instanceof RolloutEvent.TasksStarting)) {
      above(event);
    }
    draw();
  }

  private void above(RolloutEvent event) {
    display.update(List.of(), 0);
    StringBuilder lines = new StringBuilder();
    RolloutLines.to(lines).onEvent(event);
    lines.toString().lines().forEach(terminal.writer()::println);
    display.reset();
  }

  private void draw() {
    RolloutStatus known = rollout;
    if (known == null) {
      return;
    }
    int height = terminal.getHeight() > 0 ? terminal.getHeight() : HEIGHT;
    int width = terminal.getWidth() > 0 ? terminal.getWidth() : WIDTH;
    List<StageState> stages = new ArrayList<>();
    for (StageState stage : known.stages()) {
      List<TaskState> now =
          stage.tasks().stream().map(task -> tasks.getOrDefault(task.name(), task)).toList();
      stages.add(new StageState(stage.name(), stage.environment(), now));
    }
    RolloutTable table =
        (coloured ? RolloutTable.plain().withColours() : RolloutTable.plain())
            .withLimit(Math.max(SMALLEST_HEIGHT, height - 2));
    List<AttributedString> lines = new ArrayList<>();
    for (String line : table.lines(new RolloutStatus(known.name(), stages))) {
      lines.add(AttributedString.fromAnsi(line).columnSubSequence(0, width - 1));
    }
    // The cursor waits below the table, where whatever is printed next belongs.
    lines.add(AttributedString.EMPTY);
    display.resize(height, width);
    display.update(lines, new Size(width, height).cursorPos(lines.size() - 1, 0));
    terminal.flush();
  }

  @Override
  public synchronized void close() {
    draw();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal can't be given back", e);
    }
  }
}
