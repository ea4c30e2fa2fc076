package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiFacts.Ref;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.util.Optional;

/** The facts that GitLab CI tells. */
final class GitLabFacts {
  private final FactReader in;
  private final boolean mergeRequest;

  private GitLabFacts(FactReader in) {
    this.in = in;
    this.mergeRequest = in.text("CI_MERGE_REQUEST_IID").isPresent();
  }

  static CiFacts read(FactReader in) {
    return new GitLabFacts(in).facts();
  }

  private CiFacts facts() {
    Optional<CiRepository> repository = repository("CI_PROJECT");
    in.expect(Fact.REPOSITORY, repository, "CI_PROJECT_PATH is not set");
    Optional<String> checkoutCommit = in.commit(Fact.CHECKOUT_COMMIT, "CI_COMMIT_SHA");
    in.expect(Fact.CHECKOUT_COMMIT, checkoutCommit, "CI_COMMIT_SHA is not set");
    Optional<String> commit = commit(checkoutCommit);
    Optional<URI> api = in.base(Fact.API_BASE_URL, "CI_API_V4_URL");
    in.expect(Fact.API_BASE_URL, api, "CI_API_V4_URL is not set");
    return new CiFacts(
        repository,
        ref(),
        commit,
        checkoutCommit,
        run(),
        in.text("CI_ENVIRONMENT_NAME"),
        in.checkoutRoot("CI_PROJECT_DIR"),
        api,
        CiFacts.source(repository, commit, "-", "commit"));
  }

  private Optional<CiRepository> repository(String prefix) {
    Optional<String> path = in.text(prefix + "_PATH");
    Optional<RepositoryName> name = path.flatMap(RepositoryName::parse);
    if (path.isPresent() && name.isEmpty()) {
      in.note(Fact.REPOSITORY, prefix + "_PATH is not of the form group/project");
    }
    return name.map(
        it ->
            new CiRepository(
                Optional.of(VcsType.GITLAB),
                it.owner(),
                it.name(),
                in.text(prefix + "_ID"),
                in.base(Fact.REPOSITORY, prefix + "_URL")));
  }

  // The pipeline of a merged result builds a commit that is in no branch.
  private Optional<String> commit(Optional<String> checkoutCommit) {
    Optional<String> head =
        mergeRequest
            ? in.commit(Fact.COMMIT, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")
            : Optional.empty();
    if (mergeRequest && mergedResult()) {
      in.expect(
          Fact.COMMIT,
          head,
          "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA is not set, and what is built is a merge made for"
              + " the pipeline");
      return head;
    }
    Optional<String> commit = head.or(() -> checkoutCommit);
    in.expect(Fact.COMMIT, commit, "it is the checkout commit, and that is not known");
    return commit;
  }

  private boolean mergedResult() {
    return in.is("CI_MERGE_REQUEST_EVENT_TYPE", "merged_result") || mergeTrain();
  }

  private boolean mergeTrain() {
    return in.is("CI_MERGE_REQUEST_EVENT_TYPE", "merge_train");
  }

  private Ref ref() {
    Optional<String> tag = in.text("CI_COMMIT_TAG");
    if (mergeRequest) {
      return new Ref(
          Optional.empty(),
          tag,
          in.number(Fact.PULL_REQUEST, "CI_MERGE_REQUEST_IID").map(this::pullRequest));
    }
    if (in.text("CI_EXTERNAL_PULL_REQUEST_IID").isPresent()) {
      in.note(
          Fact.PULL_REQUEST,
          "CI_EXTERNAL_PULL_REQUEST_IID is a pull request of GitHub, none of GitLab's own");
      return new Ref(Optional.empty(), tag, Optional.empty());
    }
    Optional<String> branch =
        in.text("CI_COMMIT_BRANCH")
            .or(() -> tag.isPresent() ? Optional.empty() : in.text("CI_COMMIT_REF_NAME"));
    return new Ref(branch.map(Refs::branchName), tag, Optional.empty());
  }

  private PullRequest pullRequest(long id) {
    Optional<CiRepository> target = repository("CI_MERGE_REQUEST_PROJECT");
    return new PullRequest(
        id,
        target,
        target
            .flatMap(CiRepository::webUrl)
            .map(web -> WebAddress.child(web, "-", "merge_requests", Long.toString(id))),
        origin(),
        in.text("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME").map(Refs::branchName),
        in.text("CI_MERGE_REQUEST_TARGET_BRANCH_NAME").map(Refs::branchName),
        in.commit(Fact.BASE_COMMIT, "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
        in.text("CI_MERGE_REQUEST_TITLE"),
        // GITLAB_USER_… is who started the pipeline, which need not be the author.
        Optional.empty());
  }

  private PullRequest.Origin origin() {
    Optional<String> source = in.text("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
    Optional<String> target = in.text("CI_MERGE_REQUEST_PROJECT_ID");
    if (source.isEmpty() || target.isEmpty()) {
      return PullRequest.Origin.UNKNOWN;
    }
    return source.equals(target) ? PullRequest.Origin.SAME_REPOSITORY : PullRequest.Origin.FORK;
  }

  private CiRun run() {
    Optional<URI> url = in.page(Fact.RUN_URL, "CI_PIPELINE_URL");
    in.expect(Fact.RUN_URL, url, "CI_PIPELINE_URL is not set");
    Optional<String> source = in.text("CI_PIPELINE_SOURCE");
    Optional<String> id = in.text("GITLAB_USER_ID");
    Optional<String> login = in.text("GITLAB_USER_LOGIN");
    return new CiRun(
        in.text("CI_PIPELINE_ID"),
        url,
        in.page(Fact.JOB_URL, "CI_JOB_URL"),
        in.attempt(),
        source.map(this::trigger).orElse(CiTrigger.UNKNOWN),
        source,
        id.or(() -> login).map(known -> new CiActor(id, login, in.text("GITLAB_USER_NAME"))));
  }

  private CiTrigger trigger(String source) {
    return switch (source) {
      case "push", "webide" -> CiTrigger.PUSH;
      case "web" -> CiTrigger.MANUAL;
      case "schedule" -> CiTrigger.SCHEDULE;
      case "merge_request_event" -> mergeTrain() ? CiTrigger.MERGE_QUEUE : CiTrigger.PULL_REQUEST;
      default -> CiTrigger.OTHER;
    };
  }
}
