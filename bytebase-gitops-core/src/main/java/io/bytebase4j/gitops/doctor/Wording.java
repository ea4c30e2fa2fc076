package io.bytebase4j.gitops.doctor;

import static io.bytebase4j.gitops.doctor.CheckState.FAILED;
import static io.bytebase4j.gitops.doctor.CheckState.OK;
import static io.bytebase4j.gitops.doctor.CheckState.UNKNOWN;
import static io.bytebase4j.gitops.doctor.CheckState.WARNING;

import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of checks. */
final class Wording {
  private Wording() {}

  static String version(ServerInfo server) {
    String told =
        switch (server.decision()) {
          case REPORTED -> server.reported() + ", as the server reports";
          case PROBED ->
              "the server reports \"%s\", which is no version; it behaves like one of %s or newer"
                  .formatted(server.reported(), server.shape().since());
          case SET -> server.reported() + ", as it was set; the server was not asked";
        };
    String lacking =
        Stream.of(ServerFeature.values())
            .filter(feature -> !server.has(feature))
            .map(ServerFeature::text)
            .collect(Collectors.joining("; "));
    return "%s; shape of the API: %s%s"
        .formatted(
            told,
            server.shape().since(),
            lacking.isEmpty() ? "" : ". What it lacks, or may lack: " + lacking);
  }

  static DoctorCheck permissions(JobPermissions job, String project, ServerInfo server) {
    String held = job.held().isEmpty() ? "" : "has " + list(job.held());
    String unknown =
        job.unknown().isEmpty()
            ? ""
            : "can't be told without making something: " + list(job.unknown());
    String missing =
        job.missing().isEmpty()
            ? ""
            : "lacks " + list(job.missing()) + ": " + advice(job, project, server);
    return DoctorCheck.of(
        DoctorCheck.PERMISSIONS,
        state(job),
        Stream.of(missing, unknown, held)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; ")));
  }

  private static CheckState state(JobPermissions job) {
    if (job.missing().isEmpty()) {
      return job.unknown().isEmpty() ? OK : UNKNOWN;
    }
    // Most pipelines ask for no approval by an issue, and the role for them does not permit it.
    return job.job() == Job.APPROVAL ? WARNING : FAILED;
  }

  private static String advice(JobPermissions job, String project, ServerInfo server) {
    if (job.job() == Job.APPROVAL) {
      return "give the account a role in "
          + project
          + " that has them, if the pipeline is to ask for approvals by an issue";
    }
    String role =
        server.has(ServerFeature.GITOPS_ROLE)
            ? "the role GitOps Service Agent"
            : "a role that has them";
    return "give the account " + role + " in " + project;
  }

  private static String list(List<String> permissions) {
    return String.join(", ", permissions);
  }
}
