package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiFacts.Ref;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.util.Optional;

/** The facts that GitHub Actions tells. */
final class GitHubFacts {
  private final FactReader in;
  private final EventFileReader files;
  private final Optional<CiRepository> repository;
  private final Optional<String> event;
  private final Optional<String> ref;

  private GitHubFacts(FactReader in, EventFileReader files) {
    this.in = in;
    this.files = files;
    this.repository = repository(in);
    this.event = in.text("GITHUB_EVENT_NAME");
    this.ref = in.text("GITHUB_REF");
  }

  static CiFacts read(FactReader in, EventFileReader files) {
    return new GitHubFacts(in, files).facts();
  }

  private CiFacts facts() {
    Ref built;
    Optional<String> commit;
    Optional<String> checkoutCommit;
    if (isPullRequest()) {
      GitHubEvent file = GitHubEvent.read(in, files);
      GitHubPullRequest pullRequest = new GitHubPullRequest(in, file, repository);
      built = new Ref(Optional.empty(), Optional.empty(), pullRequest.pullRequest(ref));
      commit = pullRequest.headCommit();
      checkoutCommit = in.commit(Fact.CHECKOUT_COMMIT, "GITHUB_SHA");
      in.expect(Fact.CHECKOUT_COMMIT, checkoutCommit, "GITHUB_SHA is not set");
    } else {
      built = new Ref(branch(), tag(), Optional.empty());
      commit = in.commit(Fact.COMMIT, "GITHUB_SHA");
      checkoutCommit = commit;
      in.expect(Fact.COMMIT, commit, "GITHUB_SHA is not set");
    }
    Optional<URI> api = in.base(Fact.API_BASE_URL, "GITHUB_API_URL");
    in.expect(Fact.API_BASE_URL, api, "GITHUB_API_URL is not set");
    return new CiFacts(
        repository,
        built,
        commit,
        checkoutCommit,
        run(),
        // A job's environment is in no variable.
        Optional.empty(),
        in.checkoutRoot("GITHUB_WORKSPACE"),
        api,
        CiFacts.source(repository, commit, "commit"));
  }

  private static Optional<CiRepository> repository(FactReader in) {
    Optional<String> fullName = in.text("GITHUB_REPOSITORY");
    Optional<RepositoryName> name = fullName.flatMap(RepositoryName::parse);
    in.expect(
        Fact.REPOSITORY,
        name,
        "GITHUB_REPOSITORY is not " + (fullName.isPresent() ? "of the form owner/name" : "set"));
    return name.map(
        it ->
            new CiRepository(
                Optional.of(VcsType.GITHUB),
                it.owner(),
                it.name(),
                in.text("GITHUB_REPOSITORY_ID"),
                in.base(Fact.REPOSITORY, "GITHUB_SERVER_URL")
                    .map(server -> WebAddress.child(server, it.parts()))));
  }

  // Also pull_request_target, whose ref and commit are those of the target branch, and reviews.
  private boolean isPullRequest() {
    return event.filter(name -> name.startsWith("pull_request")).isPresent()
        || ref.flatMap(Refs::pullRequest).isPresent();
  }

  private Optional<String> branch() {
    return ref.flatMap(Refs::branch).or(() -> refName("branch"));
  }

  private Optional<String> tag() {
    return ref.flatMap(Refs::tag).or(() -> refName("tag"));
  }

  private Optional<String> refName(String type) {
    return ref.isEmpty() && in.is("GITHUB_REF_TYPE", type)
        ? in.text("GITHUB_REF_NAME")
        : Optional.empty();
  }

  private CiRun run() {
    Optional<Long> id = in.number(Fact.RUN_URL, "GITHUB_RUN_ID");
    Optional<URI> url =
        repository
            .flatMap(CiRepository::webUrl)
            .flatMap(
                web -> id.map(run -> WebAddress.child(web, "actions", "runs", run.toString())));
    in.expect(Fact.RUN_URL, url, "it takes GITHUB_SERVER_URL, GITHUB_REPOSITORY and GITHUB_RUN_ID");
    return new CiRun(
        id.map(String::valueOf),
        url,
        Optional.empty(),
        in.attempt("GITHUB_RUN_ATTEMPT"),
        event.map(GitHubFacts::trigger).orElse(CiTrigger.UNKNOWN),
        event,
        actor());
  }

  private static CiTrigger trigger(String event) {
    if (event.startsWith("pull_request")) {
      return CiTrigger.PULL_REQUEST;
    }
    return switch (event) {
      case "push" -> CiTrigger.PUSH;
      case "merge_group" -> CiTrigger.MERGE_QUEUE;
      case "workflow_dispatch" -> CiTrigger.MANUAL;
      case "schedule" -> CiTrigger.SCHEDULE;
      default -> CiTrigger.OTHER;
    };
  }

  // The id belongs to who set off the first try, the name to who set off this one.
  private Optional<CiActor> actor() {
    Optional<String> first = in.text("GITHUB_ACTOR");
    return in.text("GITHUB_TRIGGERING_ACTOR")
        .or(() -> first)
        .map(
            name ->
                new CiActor(
                    first.filter(name::equals).flatMap(same -> in.text("GITHUB_ACTOR_ID")),
                    Optional.of(name),
                    Optional.empty()));
  }
}
