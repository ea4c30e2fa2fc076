// Lists the rollouts of a project. JShell is part of the JDK; the jar is bytebase-gitops-core with the classifier "all".
// The address and the account come from BYTEBASE_URL, BYTEBASE_SERVICE_ACCOUNT and BYTEBASE_SERVICE_ACCOUNT_SECRET.
//
//   jshell --class-path bytebase-gitops-core-all.jar rollouts.jsh

import io.bytebase4j.client.*

var client = BytebaseClient.fromEnvironment()
var rollouts = client.rollouts().listRollouts("projects/hr").stream().toList()
rollouts.forEach(rollout -> System.out.println(rollout.getName() + " \"" + rollout.getTitle() + "\""))

// JShell goes on after an error, which leaves a variable null: the exit code tells of it.
/exit rollouts == null ? 1 : 0
