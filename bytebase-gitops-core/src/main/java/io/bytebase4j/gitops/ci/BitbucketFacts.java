package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiFacts.Ref;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.util.Optional;

/** The facts that Bitbucket Pipelines tells. */
final class BitbucketFacts {
  private static final URI SITE = URI.create("https://bitbucket.org");
  private static final URI API = URI.create("https://api.bitbucket.org/2.0");

  private final FactReader in;
  private final Optional<CiRepository> repository;

  private BitbucketFacts(FactReader in) {
    this.in = in;
    this.repository = repository(in);
  }

  static CiFacts read(FactReader in) {
    return new BitbucketFacts(in).facts();
  }

  private CiFacts facts() {
    Optional<String> commit = in.commit(Fact.COMMIT, "BITBUCKET_COMMIT");
    in.expect(Fact.COMMIT, commit, "BITBUCKET_COMMIT is not set");
    return new CiFacts(
        repository,
        ref(),
        commit,
        // Pipelines merges the target branch into what it checks out; that merge has no known id.
        isPullRequest() ? Optional.empty() : commit,
        run(),
        in.text("BITBUCKET_DEPLOYMENT_ENVIRONMENT"),
        in.checkoutRoot("BITBUCKET_CLONE_DIR"),
        // The same variable moves the API of bytebase-action.
        Optional.of(in.base(Fact.API_BASE_URL, "BYTEBASE_BITBUCKET_API_BASE_URL").orElse(API)),
        CiFacts.source(repository, commit, "commits"));
  }

  private static Optional<CiRepository> repository(FactReader in) {
    Optional<String> fullName =
        in.text("BITBUCKET_REPO_FULL_NAME")
            .or(
                () ->
                    in.text("BITBUCKET_WORKSPACE", "BITBUCKET_REPO_OWNER")
                        .flatMap(
                            owner ->
                                in.text("BITBUCKET_REPO_SLUG").map(slug -> owner + "/" + slug)));
    Optional<RepositoryName> name = fullName.flatMap(RepositoryName::parse);
    in.expect(
        Fact.REPOSITORY,
        name,
        fullName.isPresent()
            ? "BITBUCKET_REPO_FULL_NAME is not of the form workspace/slug"
            : "BITBUCKET_REPO_FULL_NAME is not set");
    return name.map(
        it ->
            new CiRepository(
                Optional.of(VcsType.BITBUCKET),
                it.owner(),
                it.name(),
                in.text("BITBUCKET_REPO_UUID"),
                Optional.of(web(in, it))));
  }

  // The origin is written with http, though the site speaks https.
  private static URI web(FactReader in, RepositoryName name) {
    URI ours = WebAddress.child(SITE, name.parts());
    return in.base(Fact.REPOSITORY, "BITBUCKET_GIT_HTTP_ORIGIN")
        .filter(origin -> !SITE.getHost().equalsIgnoreCase(origin.getHost()))
        .orElse(ours);
  }

  private boolean isPullRequest() {
    return in.text("BITBUCKET_PR_ID").isPresent();
  }

  private Ref ref() {
    Optional<PullRequest> pullRequest =
        in.number(Fact.PULL_REQUEST, "BITBUCKET_PR_ID").map(this::pullRequest);
    Optional<String> branch = in.text("BITBUCKET_BRANCH").map(Refs::branchName);
    return new Ref(
        isPullRequest() ? Optional.empty() : branch, in.text("BITBUCKET_TAG"), pullRequest);
  }

  private PullRequest pullRequest(long id) {
    return new PullRequest(
        id,
        repository,
        repository
            .flatMap(CiRepository::webUrl)
            .map(web -> WebAddress.child(web, "pull-requests", Long.toString(id))),
        // Pipelines run for pull requests from forks in the fork only, without these variables.
        PullRequest.Origin.SAME_REPOSITORY,
        in.text("BITBUCKET_BRANCH").map(Refs::branchName),
        in.text("BITBUCKET_PR_DESTINATION_BRANCH").map(Refs::branchName),
        in.commit(Fact.BASE_COMMIT, "BITBUCKET_PR_DESTINATION_COMMIT"),
        Optional.empty(),
        Optional.empty());
  }

  private CiRun run() {
    Optional<Long> number = in.number(Fact.RUN_URL, "BITBUCKET_BUILD_NUMBER");
    Optional<URI> url =
        repository
            .flatMap(CiRepository::webUrl)
            .flatMap(
                web ->
                    number.map(
                        id -> WebAddress.child(web, "pipelines", "results", Long.toString(id))));
    in.expect(Fact.RUN_URL, url, "it takes BITBUCKET_REPO_FULL_NAME and BITBUCKET_BUILD_NUMBER");
    return new CiRun(
        number.map(String::valueOf),
        url,
        url.flatMap(
            run ->
                in.text("BITBUCKET_STEP_UUID").map(step -> WebAddress.child(run, "steps", step))),
        in.attempt("BITBUCKET_STEP_RUN_NUMBER"),
        isPullRequest() ? CiTrigger.PULL_REQUEST : CiTrigger.UNKNOWN,
        Optional.empty(),
        in.text("BITBUCKET_STEP_TRIGGERER_UUID")
            .map(uuid -> new CiActor(Optional.of(uuid), Optional.empty(), Optional.empty())));
  }
}
