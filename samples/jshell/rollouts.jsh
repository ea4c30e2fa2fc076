// What is rolling out? Of the newest 100 rollouts of BYTEBASE_PROJECT, those with something left.
// Ends with 0, with 1 if one of their tasks failed or was cancelled, with 2 if that can't be told.

import io.bytebase4j.client.*
import io.bytebase4j.client.model.*

List<TaskStatus> states(Rollout rollout) {
  return rollout.getStages().stream().flatMap(stage -> stage.getTasks().stream())
      .map(Task::getStatus).toList();
}

var exitCode = 2
try (var client = BytebaseClient.fromEnvironment()) {
  var project = Objects.requireNonNull(System.getenv("BYTEBASE_PROJECT"), "set BYTEBASE_PROJECT");
  var settled = Set.of(TaskStatus.DONE, TaskStatus.SKIPPED);
  var open = client.rollouts().listRollouts(project).stream().limit(100)
      .filter(rollout -> !settled.containsAll(states(rollout))).toList();
  for (var rollout : open) {
    System.out.println(rollout.getName());
    rollout.getStages().forEach(stage -> stage.getTasks().forEach(task -> System.out.println(
        "  " + stage.getEnvironment() + " " + task.getTarget() + " " + task.getStatus())));
  }
  System.out.println("rollouts of " + project + " with something left: " + open.size());
  var failed = Set.of(TaskStatus.FAILED, TaskStatus.CANCELED);
  exitCode = open.stream().allMatch(r -> Collections.disjoint(states(r), failed)) ? 0 : 1;
} catch (RuntimeException e) { System.out.println(e); }
/exit exitCode
