package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import java.util.Locale;
import java.util.Optional;

/** The pull request that an event of GitHub is about. */
final class GitHubPullRequest {
  private static final String HEAD = "pull_request/head/";
  private static final String BASE = "pull_request/base/";
  private static final String USER = "pull_request/user/";

  private final FactReader in;
  private final GitHubEvent event;
  private final Optional<CiRepository> repository;

  GitHubPullRequest(FactReader in, GitHubEvent event, Optional<CiRepository> repository) {
    this.in = in;
    this.event = event;
    this.repository = repository;
  }

  /** Its newest commit; never the merge that GitHub makes of it to be tested. */
  Optional<String> headCommit() {
    Optional<String> head =
        in.commit(Fact.COMMIT, "pull_request.head.sha in the event file", event.text(HEAD + "sha"));
    in.expect(
        Fact.COMMIT, head, "the newest commit of the pull request stands in the event file only");
    return head;
  }

  /** The pull request; empty where its number is not known. */
  Optional<PullRequest> pullRequest(Optional<String> ref) {
    Optional<Long> id =
        in.number(
                Fact.PULL_REQUEST,
                "the number in the event file",
                event.text("pull_request/number").or(() -> event.text("number")))
            .or(() -> ref.flatMap(Refs::pullRequest));
    in.expect(
        Fact.PULL_REQUEST,
        id,
        "its number stands neither in the event file nor, as refs/pull/…, in GITHUB_REF");
    return id.map(this::pullRequest);
  }

  private PullRequest pullRequest(long id) {
    return new PullRequest(
        id,
        repository,
        repository
            .flatMap(CiRepository::webUrl)
            .map(web -> WebAddress.child(web, "pull", Long.toString(id))),
        origin(),
        event.text(HEAD + "ref").or(() -> in.text("GITHUB_HEAD_REF")).map(Refs::branchName),
        event.text(BASE + "ref").or(() -> in.text("GITHUB_BASE_REF")).map(Refs::branchName),
        in.commit(
            Fact.BASE_COMMIT, "pull_request.base.sha in the event file", event.text(BASE + "sha")),
        event.text("pull_request/title"),
        author());
  }

  // Of a fork that was deleted there is no repository; it stays unknown.
  private PullRequest.Origin origin() {
    Optional<String> head = event.text(HEAD + "repo/id");
    Optional<String> base = event.text(BASE + "repo/id");
    if (head.isEmpty() || base.isEmpty()) {
      return PullRequest.Origin.UNKNOWN;
    }
    return head.equals(base) ? PullRequest.Origin.SAME_REPOSITORY : PullRequest.Origin.FORK;
  }

  private Optional<VcsUser> author() {
    Optional<String> id = event.text(USER + "id").filter(number -> number.matches("[1-9]\\d*"));
    String login = event.text(USER + "login").orElse("");
    if (id.isEmpty()) {
      in.expect(Fact.PULL_REQUEST_AUTHOR, id, "it stands in the event file only");
      return Optional.empty();
    }
    if (isBot(event.text(USER + "type").orElse(""), login)) {
      in.note(Fact.PULL_REQUEST_AUTHOR, "it is a bot, and bots are left out");
      return Optional.empty();
    }
    String name = event.text(USER + "name").orElse("");
    try {
      return Optional.of(new VcsUser(VcsType.GITHUB, id.get(), login, name));
    } catch (IllegalArgumentException e) {
      in.note(Fact.PULL_REQUEST_AUTHOR, e.getMessage() == null ? "unfit" : e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isBot(String type, String login) {
    return type.equalsIgnoreCase("Bot") || login.toLowerCase(Locale.ROOT).endsWith("[bot]");
  }
}
