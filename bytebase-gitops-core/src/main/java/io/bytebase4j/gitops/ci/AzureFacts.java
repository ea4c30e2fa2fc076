package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiFacts.Ref;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import java.net.URI;
import java.util.Optional;

/** The facts that Azure Pipelines tells, of builds and of releases made of them. */
final class AzureFacts {
  private final FactReader in;
  private final Optional<URI> collection;
  private final AzureRepository repository;
  private final Optional<String> ref;

  private AzureFacts(FactReader in) {
    this.in = in;
    this.collection =
        in.base(Fact.API_BASE_URL, "SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");
    in.expect(Fact.API_BASE_URL, collection, "SYSTEM_COLLECTIONURI is not set");
    this.repository = AzureRepository.read(in, collection);
    this.ref = in.text("BUILD_SOURCEBRANCH");
  }

  static CiFacts read(FactReader in) {
    return new AzureFacts(in).facts();
  }

  private CiFacts facts() {
    Ref built;
    Optional<String> commit;
    Optional<String> checkoutCommit;
    if (isPullRequest()) {
      built = new Ref(Optional.empty(), Optional.empty(), pullRequest());
      commit = in.commit(Fact.COMMIT, "SYSTEM_PULLREQUEST_SOURCECOMMITID");
      checkoutCommit = in.commit(Fact.CHECKOUT_COMMIT, "BUILD_SOURCEVERSION");
      in.expect(
          Fact.COMMIT,
          commit,
          "SYSTEM_PULLREQUEST_SOURCECOMMITID is not set, and BUILD_SOURCEVERSION is a merge made"
              + " for the build");
      in.expect(Fact.CHECKOUT_COMMIT, checkoutCommit, "BUILD_SOURCEVERSION is not set");
    } else {
      built = new Ref(ref.flatMap(Refs::branch), ref.flatMap(Refs::tag), Optional.empty());
      commit = gitCommit();
      checkoutCommit = commit;
      in.expect(Fact.COMMIT, commit, "BUILD_SOURCEVERSION is not set");
    }
    return new CiFacts(
        repository.repository(),
        built,
        commit,
        checkoutCommit,
        run(),
        in.text("ENVIRONMENT_NAME", "RELEASE_ENVIRONMENTNAME"),
        in.checkoutRoot("BUILD_REPOSITORY_LOCALPATH", "BUILD_SOURCESDIRECTORY"),
        collection,
        CiFacts.source(repository.repository(), commit, repository.commitPath()));
  }

  // A changeset of Team Foundation is a number, which could pass for a short commit.
  private Optional<String> gitCommit() {
    if (repository.isGit()) {
      return in.commit(Fact.COMMIT, "BUILD_SOURCEVERSION");
    }
    in.note(Fact.COMMIT, AzureRepository.NO_GIT);
    return Optional.empty();
  }

  private boolean isPullRequest() {
    return in.text("SYSTEM_PULLREQUEST_PULLREQUESTID", "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER")
            .isPresent()
        || ref.flatMap(Refs::pullRequest).isPresent();
  }

  // Of a pull request on GitHub the id is GitHub's inner one; people and addresses have the number.
  private Optional<PullRequest> pullRequest() {
    Optional<Long> id =
        in.number(
                Fact.PULL_REQUEST,
                repository.isGitHub() || in.text("SYSTEM_PULLREQUEST_PULLREQUESTID").isEmpty()
                    ? "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER"
                    : "SYSTEM_PULLREQUEST_PULLREQUESTID")
            .or(() -> ref.flatMap(Refs::pullRequest));
    in.expect(Fact.PULL_REQUEST, id, "its number stands in no variable");
    return id.map(
        number ->
            new PullRequest(
                number,
                repository.repository(),
                repository
                    .repository()
                    .flatMap(CiRepository::webUrl)
                    .flatMap(web -> repository.pullRequestPage(web, number)),
                origin(),
                in.text("SYSTEM_PULLREQUEST_SOURCEBRANCH").map(Refs::branchName),
                in.text("SYSTEM_PULLREQUEST_TARGETBRANCH").map(Refs::branchName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private PullRequest.Origin origin() {
    String isFork = in.text("SYSTEM_PULLREQUEST_ISFORK").orElse("");
    if (isFork.equalsIgnoreCase("True")) {
      return PullRequest.Origin.FORK;
    }
    return isFork.equalsIgnoreCase("False")
        ? PullRequest.Origin.SAME_REPOSITORY
        : PullRequest.Origin.UNKNOWN;
  }

  private CiRun run() {
    Optional<Long> build = in.number(Fact.RUN_URL, "BUILD_BUILDID");
    Optional<String> release = in.text("RELEASE_RELEASEID");
    Optional<URI> buildPage = buildPage(build);
    Optional<URI> url = in.page(Fact.RUN_URL, "RELEASE_RELEASEWEBURL").or(() -> buildPage);
    in.expect(
        Fact.RUN_URL, url, "it takes SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT and BUILD_BUILDID");
    Optional<String> reason = in.text("RELEASE_REASON", "BUILD_REASON");
    Optional<String> actorId = in.text("RELEASE_REQUESTEDFORID", "BUILD_REQUESTEDFORID");
    Optional<String> actor = in.text("RELEASE_REQUESTEDFOR", "BUILD_REQUESTEDFOR");
    return new CiRun(
        release.or(() -> build.map(String::valueOf)),
        url,
        release.isPresent() ? Optional.empty() : jobPage(buildPage),
        in.attempt("SYSTEM_JOBATTEMPT", "SYSTEM_STAGEATTEMPT", "RELEASE_ATTEMPTNUMBER"),
        reason.map(AzureFacts::trigger).orElse(CiTrigger.UNKNOWN),
        reason,
        actorId.or(() -> actor).map(known -> new CiActor(actorId, Optional.empty(), actor)));
  }

  private Optional<URI> buildPage(Optional<Long> id) {
    return collection.flatMap(
        uri ->
            in.text("SYSTEM_TEAMPROJECT")
                .flatMap(
                    project ->
                        id.map(
                            build ->
                                URI.create(
                                    WebAddress.child(uri, project, "_build", "results")
                                        + "?buildId="
                                        + build))));
  }

  private Optional<URI> jobPage(Optional<URI> build) {
    return build.flatMap(
        page ->
            in.text("SYSTEM_JOBID")
                .map(job -> URI.create(page + "&view=logs&j=" + WebAddress.part(job))));
  }

  private static CiTrigger trigger(String reason) {
    return switch (reason) {
      case "IndividualCI", "BatchedCI", "ContinuousIntegration" -> CiTrigger.PUSH;
      case "PullRequest" -> CiTrigger.PULL_REQUEST;
      case "Manual" -> CiTrigger.MANUAL;
      case "Schedule" -> CiTrigger.SCHEDULE;
      default -> CiTrigger.OTHER;
    };
  }
}
