package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.VcsUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is known of a run, one fact a line; what is not known has no line. */
final class FactSheet {
  private final List<String> lines = new ArrayList<>();

  private FactSheet() {}

  static List<String> of(CiEnvironment ci) {
    FactSheet sheet = new FactSheet();
    sheet.add("platform", Optional.of(ci.platform()));
    ci.repository().ifPresent(repository -> sheet.repository("repository", repository));
    sheet.add("commit", ci.commit());
    sheet.add("checkout commit", ci.checkoutCommit());
    sheet.add("branch", ci.branch());
    sheet.add("tag", ci.tag());
    ci.pullRequest().ifPresent(sheet::pullRequest);
    sheet.run(ci.run());
    sheet.add("deployment environment", ci.deploymentEnvironment());
    sheet.add("checkout root", ci.checkoutRoot());
    sheet.add("api", ci.apiBaseUrl());
    sheet.add("vcs source", ci.vcsSource().map(source -> source.type() + " " + source.url()));
    ci.notes().forEach(note -> sheet.add("note", Optional.of(note)));
    return sheet.lines;
  }

  private void add(String fact, Optional<?> value) {
    value.ifPresent(known -> lines.add(fact + ": " + known));
  }

  private void repository(String fact, CiRepository repository) {
    add(fact + " kept on", repository.type());
    add(fact + " owner", Optional.of(repository.owner()));
    add(fact + " name", Optional.of(repository.name()));
    add(fact + " id", repository.id());
    add(fact + " page", repository.webUrl());
  }

  private void pullRequest(PullRequest request) {
    add("pull request", Optional.of(request.id()));
    add("pull request is in", request.repository().map(CiRepository::fullName));
    add("pull request page", request.url());
    add("pull request is from", Optional.of(request.origin()));
    add("pull request source branch", request.sourceBranch());
    add("pull request target branch", request.targetBranch());
    add("pull request base commit", request.baseCommit());
    add("pull request title", request.title());
    add("pull request author", request.author().map(FactSheet::author));
  }

  private static String author(VcsUser user) {
    return "%s %s %s %s"
        .formatted(user.type(), user.userId(), user.userName(), user.displayName())
        .strip();
  }

  private void run(CiRun run) {
    add("run", run.id());
    add("run page", run.url());
    add("job page", run.jobUrl());
    if (run.attempt().isPresent()) {
      add("run attempt", Optional.of(run.attempt().getAsInt()));
    }
    add("run trigger", Optional.of(run.trigger()));
    add("run event", run.event());
    run.actor()
        .ifPresent(
            actor -> {
              add("actor id", actor.id());
              add("actor user name", actor.userName());
              add("actor display name", actor.displayName());
            });
  }
}
