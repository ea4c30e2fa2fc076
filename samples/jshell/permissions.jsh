// Which permissions does the account lack in BYTEBASE_PROJECT, and is anything else in the way of a
// pipeline? Makes nothing there. Ends with 0 if nothing is, as far as can be told; with 1 if
// permissions are lacking, with 2 if it does not get as far as that.

import io.bytebase4j.client.*
import io.bytebase4j.gitops.*
import io.bytebase4j.gitops.doctor.*
import io.bytebase4j.gitops.report.console.*

var exitCode = 2
try (var client = BytebaseClient.fromEnvironment(); var gitOps = GitOps.using(client).build()) {
  var project = Objects.requireNonNull(System.getenv("BYTEBASE_PROJECT"), "set BYTEBASE_PROJECT");
  var report = gitOps.doctor(DoctorRequest.of(project));
  DoctorLines.plain().lines(report).forEach(System.out::println);
  exitCode = report.permissions().isEmpty() ? 2 : report.passed() ? 0 : 1;
} catch (RuntimeException e) { System.out.println(e); }
/exit exitCode
