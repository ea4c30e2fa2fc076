package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.report.FakePlatform;
import io.bytebase4j.gitops.report.FakeTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform that is asked for one thing. */
final class AskedPlatform extends FakePlatform {
  static final String TOKEN = "t0ken-5e1d-n3ver-sh0wn";

  private final String path;
  private final Map<String, String> variables;
  final FakeTime time = new FakeTime();
  String body = "";

  /** A platform on which a run has these variables; {@code %s} in them is its address. */
  AskedPlatform(String path, Map<String, String> variables) {
    this.path = path;
    this.variables = new HashMap<>();
    variables.forEach(
        (name, value) -> this.variables.put(name, value.replace("%s", url("").toString())));
  }

  static AskedPlatform bitbucket() {
    AskedPlatform platform =
        new AskedPlatform(
            "/2.0/repositories/acme/shop/pullrequests/7",
            Map.of(
                "BITBUCKET_BUILD_NUMBER", "42",
                "BITBUCKET_REPO_FULL_NAME", "acme/shop",
                "BITBUCKET_PR_ID", "7",
                "BYTEBASE_BITBUCKET_API_BASE_URL", "%s/2.0",
                "BITBUCKET_ACCESS_TOKEN", TOKEN));
    platform.body =
        """
        {"type": "pullrequest", "id": 7, "title": "Add a table", "state": "OPEN",
         "author": {"type": "user", "account_id": "557058:6b1d", "uuid": "{4c8e6b9f}",
           "display_name": "Mia Berg", "nickname": "mia",
           "links": {"html": {"href": "https://bitbucket.org/%7B4c8e6b9f%7D/"}}},
         "reviewers": [{"type": "user", "account_id": "557058:0000", "nickname": "other"}]}
        """;
    return platform;
  }

  static AskedPlatform gitLab() {
    AskedPlatform platform =
        new AskedPlatform(
            "/api/v4/projects/33/merge_requests/7",
            Map.of(
                "GITLAB_CI", "true",
                "CI_API_V4_URL", "%s/api/v4",
                "CI_PROJECT_ID", "99",
                "CI_PROJECT_PATH", "fork/shop",
                "CI_MERGE_REQUEST_IID", "7",
                "CI_MERGE_REQUEST_PROJECT_ID", "33",
                "CI_MERGE_REQUEST_PROJECT_PATH", "acme/shop",
                "GITLAB_USER_ID", "1",
                "GITLAB_TOKEN", TOKEN));
    platform.body =
        """
        {"id": 90210, "iid": 7, "project_id": 33, "title": "Add a table", "state": "opened",
         "author": {"id": 3003, "username": "mia", "name": "Mia Berg", "state": "active",
           "avatar_url": null, "web_url": "https://gitlab.com/mia"},
         "assignee": {"id": 4, "username": "other", "name": "Other"}}
        """;
    return platform;
  }

  static AskedPlatform azure() {
    AskedPlatform platform =
        new AskedPlatform(
            "/acme/_apis/git/pullrequests/7",
            Map.of(
                "TF_BUILD", "True",
                "SYSTEM_COLLECTIONURI", "%s/acme/",
                "SYSTEM_TEAMPROJECT", "web shop",
                "BUILD_REPOSITORY_NAME", "shop",
                "BUILD_REPOSITORY_PROVIDER", "TfsGit",
                "SYSTEM_PULLREQUEST_PULLREQUESTID", "7",
                "BUILD_REQUESTEDFORID", "1",
                "SYSTEM_ACCESSTOKEN", TOKEN));
    platform.body =
        """
        {"repository": {"id": "5h0p", "name": "shop"}, "pullRequestId": 7, "status": "active",
         "createdBy": {"displayName": "Mia Berg", "url": "https://spsprodeus21.vssps.visualstudio.com/x",
           "id": "d6245f20-2af8-44f4-9451-8107cb2767db", "uniqueName": "mia@example.org",
           "descriptor": "aad.MWQ3"},
         "title": "Add a table"}
        """;
    return platform;
  }

  static List<AskedPlatform> all() {
    return List.of(bitbucket(), gitLab(), azure());
  }

  AskedPlatform with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  AskedPlatform without(String variable) {
    variables.remove(variable);
    return this;
  }

  AskedPlatform withBody(String old, String other) {
    assertThat(body).contains(old);
    body = body.replace(old, other);
    return this;
  }

  CiEnvironment ci() {
    return CiEnvironment.detect(variables);
  }

  PullRequestAuthor find() {
    return find(Duration.ofSeconds(10));
  }

  PullRequestAuthor find(Duration most) {
    PullRequestAuthor author =
        PullRequestAuthors.of(ci()).withTimeout(most).withTime(time, time).find();
    assertThat(author + author.reason()).doesNotContain(TOKEN);
    assertThat(requests()).allMatch(request -> request.method().equals("GET"));
    return author;
  }

  @Override
  protected Answer answer(Request request) {
    return request.line().equals("GET " + path) ? Answer.of(200, body) : Answer.of(404, "{}");
  }

  @Override
  public String toString() {
    return ci().platform().toString();
  }
}
