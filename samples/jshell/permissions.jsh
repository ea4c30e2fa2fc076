// Which permissions for rolling out does the account lack in BYTEBASE_PROJECT? Makes each call with
// nothing in it: it is refused for that (400, 404) or for a permission (403), and nothing is made.
// Ends with 0, with 1 if it lacks any, with 2 if that can't be told.

import io.bytebase4j.client.*
import io.bytebase4j.client.model.*

boolean may(io.bytebase4j.client.rest.ApiCall<?> call) {
  try { call.execute(); return true; }
  catch (InvalidArgumentException | NotFoundException e) { return true; }
  catch (PermissionDeniedException e) { System.out.println(e.getMessage()); return false; }
}

var exitCode = 2
try (var client = BytebaseClient.fromEnvironment()) {
  var project = Objects.requireNonNull(System.getenv("BYTEBASE_PROJECT"), "set BYTEBASE_PROJECT");
  try { client.projects().getProject(project).execute(); } catch (PermissionDeniedException e) { }
  var plan = project + "/plans/999999999"; // the project is there, then; this plan is not
  var releases = client.releases(); var plans = client.plans(); var rollouts = client.rollouts();
  var lacking = Stream.of(releases.checkRelease(project, new CheckReleaseRequest()),
      releases.createRelease(project, new Release().type(ReleaseType.VERSIONED)),
      releases.getRelease(project + "/releases/none"), plans.createPlan(project, new Plan()),
      plans.getPlan(plan), rollouts.createRollout(plan, new CreateRolloutRequest()),
      rollouts.getRollout(plan + "/rollout"), rollouts.listRollouts(project),
      rollouts.batchRunTasks(plan + "/rollout/stages/none", new BatchRunTasksRequest()),
      rollouts.listTaskRuns(plan + "/rollout/stages/-/tasks/-")).filter(call -> !may(call)).count();
  System.out.println("calls that are not permitted in " + project + ": " + lacking);
  exitCode = lacking == 0 ? 0 : 1;
} catch (RuntimeException e) { System.out.println(e); }
/exit exitCode
