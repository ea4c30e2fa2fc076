package io.bytebase4j.gitops.report.platform;

import com.google.gson.JsonElement;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.CiRepository;
import io.bytebase4j.gitops.ci.PullRequest;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The author of a merge request of GitLab. */
final class GitLabAuthor {
  private static final String JOB_TOKEN = "CI_JOB_TOKEN";
  private static final String NEEDS_ACCESS =
      "in "
          + GitLabSinks.TOKEN
          + " an access token that may read the project, with the scope \"read_api\"";
  private static final String NEEDS_JOB =
      "a GitLab that lets job tokens read merge requests, and a project that lets this job in;"
          + " otherwise "
          + NEEDS_ACCESS;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");
  // The accounts of project and group tokens; the older ones have no random part.
  private static final Pattern BOT =
      Pattern.compile(
          "(?:project|group)_[0-9]+_bot(?:[0-9]*|_[a-z0-9]+)", Pattern.CASE_INSENSITIVE);
  // What all deleted accounts leave behind.
  private static final String GHOST = "ghost";

  private GitLabAuthor() {}

  static AuthorQuery query(CiEnvironment ci, PullRequest request) {
    // Never the project that runs: of a fork, the same number is another merge request.
    String project =
        ci.variable("CI_MERGE_REQUEST_PROJECT_ID")
            .or(() -> request.repository().map(CiRepository::fullName))
            .orElseThrow(() -> missing("CI_MERGE_REQUEST_PROJECT_ID"));
    return new AuthorQuery(
        way(ci),
        ApiPath.of("projects", project, "merge_requests", Long.toString(request.id())),
        request.id(),
        "iid",
        "author",
        GitLabAuthor::account,
        "");
  }

  private static PlatformHttp.Builder way(CiEnvironment ci) {
    URI api = ci.apiBaseUrl().orElseThrow(() -> missing("CI_API_V4_URL"));
    Optional<String> token = ci.variable(GitLabSinks.TOKEN);
    if (token.isPresent()) {
      return PlatformHttp.to(api).tokenHeader("PRIVATE-TOKEN", token.get()).needs(NEEDS_ACCESS);
    }
    String job =
        ci.variable(JOB_TOKEN).orElseThrow(() -> missing(GitLabSinks.TOKEN + " or " + JOB_TOKEN));
    return PlatformHttp.to(api).tokenHeader("JOB-TOKEN", job).needs(NEEDS_JOB);
  }

  private static IllegalArgumentException missing(String variable) {
    return new IllegalArgumentException(variable + " is not set");
  }

  private static Account account(JsonElement author) {
    String id = Json.text(author, "id");
    String name = Json.text(author, "username");
    boolean known = ID.matcher(id).matches() && !name.equalsIgnoreCase(GHOST);
    return new Account(
        VcsType.GITLAB,
        known ? id : "",
        name,
        Json.text(author, "name"),
        BOT.matcher(name).matches());
  }
}
