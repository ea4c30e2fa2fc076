// A session that is signed in: client, gitOps and the project and targets of the environment.
//
//   jshell --class-path bytebase-gitops-core-all.jar connect.jsh

import io.bytebase4j.client.*
import io.bytebase4j.gitops.*
import io.bytebase4j.gitops.migration.*
import io.bytebase4j.gitops.review.*
import io.bytebase4j.gitops.rollout.*

var client = BytebaseClient.fromEnvironment()
var gitOps = GitOps.using(client).build()
var project = System.getenv("BYTEBASE_PROJECT")
var targets = List.of(System.getenv().getOrDefault("BYTEBASE_TARGETS", "").split(","))

// The first call signs in: it tells at once whether the address and the key are right.
var version = client.actuator().getActuatorInfo().execute().getVersion()
System.out.println(client + " is signed in to Bytebase " + version)
