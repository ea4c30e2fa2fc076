package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.doctor.DoctorReport;
import io.bytebase4j.gitops.doctor.DoctorRequest;
import io.bytebase4j.gitops.report.console.DoctorLines;
import io.bytebase4j.samples.citool.options.ChangeOptions;
import io.bytebase4j.samples.citool.result.DoctorCodes;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.samples.citool.result.RunResult;
import picocli.CommandLine.Command;

/** Tells whether a pipeline will work. */
@Command(
    name = "doctor",
    sortOptions = false,
    header = "Tells whether a pipeline will work, before it does anything.",
    mixinStandardHelpOptions = true,
    description =
        "Looks at server, certificate, clock, sign-in, version, project, databases and "
            + "permissions, says what to do, and makes nothing on the server.")
final class Doctor extends ToolCommand {
  @Override
  ExitCode run(RunResult result) {
    try (BytebaseClient client = tool().client();
        GitOps gitOps = Tool.gitOps(client)) {
      DoctorReport report = gitOps.doctor(request(tool().change()));
      result.doctor(report);
      lines().lines(report).forEach(tool().log()::println);
      tool().log().flush();
      return report.firstFailure().map(DoctorCodes::of).orElse(ExitCode.OK);
    }
  }

  private static DoctorRequest request(ChangeOptions change) {
    if (!change.hasProject()) {
      return DoctorRequest.ofServer();
    }
    DoctorRequest request = DoctorRequest.of(change.project());
    return change.hasTargets() ? request.withTargets(change.targets()) : request;
  }

  private DoctorLines lines() {
    boolean coloured =
        tool().context().terminal()
            && !tool().output().json()
            && tool().context().variable("NO_COLOR").isEmpty();
    return coloured ? DoctorLines.plain().withColours() : DoctorLines.plain();
  }
}
