// Re-run the failed tasks of a rollout: those that failed or were cancelled, and no others.
// BYTEBASE_ROLLOUT is its name, such as projects/hr/plans/101/rollout.
// Ends with 0 if none is failed any more, with 1 if one failed again, with 2 if that can't be told.

import io.bytebase4j.client.*
import io.bytebase4j.gitops.*
import io.bytebase4j.gitops.rollout.*

var exitCode = 2
try (var client = BytebaseClient.fromEnvironment(); var gitOps = GitOps.using(client).build()) {
  var name = Objects.requireNonNull(System.getenv("BYTEBASE_ROLLOUT"), "set BYTEBASE_ROLLOUT");
  var rollout = gitOps.attach(name);
  var failed = rollout.status().stages().stream().filter(StageState::hasFailures).toList();
  for (var stage : failed) {
    rollout.retryFailed(stage.id()).stage().tasks().forEach(System.out::println);
  }
  if (failed.isEmpty()) {
    System.out.println("no task of " + name + " failed: nothing to do");
  }
  exitCode = 0;
} catch (StageFailedException e) {
  System.out.println(e.getMessage());
  exitCode = 1;
} catch (RuntimeException e) { System.out.println(e); }
/exit exitCode
