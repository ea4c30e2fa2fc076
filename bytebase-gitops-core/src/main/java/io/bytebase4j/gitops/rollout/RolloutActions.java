package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.gitops.internal.RolloutCalls.TaskRunData;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is done to a rollout beside running it; each is written down in its journal. Thread-safe.
 */
final class RolloutActions {
  private final RolloutSetup setup;

  RolloutActions(RolloutSetup setup) {
    this.setup = setup;
  }

  List<String> cancel(List<StageState> stages) {
    List<String> runs = new ArrayList<>();
    for (StageState stage : stages) {
      // Those that would wait for a failed one for ever, too.
      if (stage.tasks().stream().anyMatch(task -> task.status().isUnderWay())) {
        runs.addAll(
            setup
                .journal()
                .take(StepKind.CANCEL, facts(stage.id()), () -> cancel(stage), done -> Map.of()));
      }
    }
    return runs;
  }

  private List<String> cancel(StageState stage) {
    return new StageTasks(setup.server(), stage.name())
        .cancel(
            run -> true,
            names ->
                setup
                    .events()
                    .emit(
                        new RolloutEvent.RunsCancelling(
                            setup.clock().instant(), stage.id(), names)));
  }

  void skip(String task, String reason) {
    FailurePolicy.requireReason(reason);
    RolloutStatus status = setup.status();
    TaskState found = status.task(task);
    StageState stage = status.stageOf(found);
    Map<String, String> facts = facts(stage.id());
    facts.put(JournalFacts.TASK_NAMES, found.name());
    facts.put(JournalFacts.REASON, reason);
    setup
        .events()
        .emit(
            new RolloutEvent.TasksSkipping(
                setup.clock().instant(), stage.id(), List.of(found), reason));
    setup
        .journal()
        .take(
            StepKind.SKIP,
            facts,
            () -> {
              new StageTasks(setup.server(), stage.name()).skip(List.of(found), reason);
              return found;
            },
            done -> Map.of());
  }

  void approve(String stage, String person, String comment) {
    ApprovalQuestion question = ApprovalQuestion.beforeStage(setup.name(), stage, "");
    if (person.isBlank()) {
      throw new IllegalArgumentException("an approval names who gives it: person is blank");
    }
    Map<String, String> facts = facts(question.stage());
    facts.put(JournalFacts.PERSON, person);
    facts.put(JournalFacts.REASON, comment);
    setup
        .journal()
        .take(
            StepKind.APPROVE,
            facts,
            () -> {
              setup.persons().approve(question, person, comment);
              return question;
            },
            done -> Map.of());
  }

  private Map<String, String> facts(String stage) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(JournalFacts.ROLLOUT, setup.name());
    facts.put(JournalFacts.STAGE, stage);
    return facts;
  }

  List<RollbackPreview> previewRollbacks() {
    Map<String, TaskRunData> done = new HashMap<>();
    for (TaskRunData run : setup.server().taskRuns(setup.name() + "/stages/-/tasks/-")) {
      if (run.status().equals("DONE")) {
        done.put(run.name().substring(0, run.name().indexOf("/taskRuns/")), run);
      }
    }
    return setup.status().stages().stream()
        .flatMap(stage -> stage.tasks().stream())
        .filter(task -> task.status() == TaskStatus.DONE && done.containsKey(task.name()))
        .map(task -> previewRollback(task, Objects.requireNonNull(done.get(task.name())).name()))
        .toList();
  }

  private RollbackPreview previewRollback(TaskState task, String run) {
    try {
      return new RollbackPreview(task, run, setup.server().previewRollback(run), "");
    } catch (InvalidArgumentException | FailedPreconditionException e) {
      return new RollbackPreview(task, run, "", e.error().message());
    }
  }
}
