package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables and files that GitHub gives to a job. */
final class GitHubVariables {
  /** What the token of a job begins with that may write to pull requests. */
  static final String WRITES = "ghs_writes";

  static final String READS = "ghs_reads";

  private static final String REPOSITORY = "acme/shop";

  private final Scene scene;
  private final GitHubJob job;
  private final Path workspace;

  GitHubVariables(Scene scene, GitHubJob job, Path workspace) {
    this.scene = scene;
    this.job = job;
    this.workspace = workspace;
  }

  /** What expressions know as {@code github}. */
  Map<String, String> context() {
    Event event = scene.event();
    Map<String, String> github = new HashMap<>();
    github.put("repository", REPOSITORY);
    github.put("actor", event.fork() ? "eve" : "ada");
    github.put("token", token());
    if (event.isPullRequest()) {
      github.put("event.pull_request.number", Integer.toString(Event.PULL_REQUEST));
      github.put("event.pull_request.head.repo.full_name", head());
      github.put("event.pull_request.base.sha", event.base());
    }
    return github;
  }

  private String head() {
    return scene.event().fork() ? "eve/shop" : REPOSITORY;
  }

  private String token() {
    boolean writes = job.may("pull-requests", "write") && !scene.event().fork();
    return writes ? WRITES : READS;
  }

  /** What each script has, besides what the workflow says. */
  Map<String, String> ofStep() {
    Event event = scene.event();
    Map<String, String> all = new HashMap<>(scene.container(job.name()));
    all.put("GITHUB_ACTIONS", "true");
    all.put("GITHUB_SERVER_URL", "https://github.com");
    all.put("GITHUB_API_URL", scene.api());
    all.put("GITHUB_REPOSITORY", REPOSITORY);
    all.put("GITHUB_REPOSITORY_ID", "1001");
    all.put("GITHUB_REPOSITORY_OWNER", "acme");
    all.put("GITHUB_WORKSPACE", workspace.toString());
    all.put("GITHUB_RUN_ID", "4711");
    all.put("GITHUB_RUN_ATTEMPT", "1");
    all.put("GITHUB_ACTOR", event.fork() ? "eve" : "ada");
    if (event.isPullRequest()) {
      all.put("GITHUB_EVENT_NAME", "pull_request");
      all.put("GITHUB_REF", event.mergeRef());
      all.put("GITHUB_HEAD_REF", event.branch());
      all.put("GITHUB_BASE_REF", Event.MAIN);
      all.put("GITHUB_SHA", Git.in(scene.origin(), "rev-parse", event.mergeRef()));
    } else {
      all.put("GITHUB_EVENT_NAME", "push");
      all.put("GITHUB_REF", "refs/heads/" + event.branch());
      all.put("GITHUB_REF_TYPE", "branch");
      all.put("GITHUB_SHA", event.commit());
    }
    all.put("GITHUB_REF_NAME", all.get("GITHUB_REF").replaceFirst("refs/(heads|pull)/", ""));
    all.put("GITHUB_EVENT_PATH", eventFile().toString());
    if (job.may("id-token", "write") && !event.fork()) {
      all.put("ACTIONS_ID_TOKEN_REQUEST_URL", requestUrl());
      all.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
    }
    return all;
  }

  /** The address that gives out tokens; what they are about stands in it, for the fake. */
  private String requestUrl() {
    String about =
        job.environment()
            .map(name -> "environment:" + name)
            .orElse(
                scene.event().isPullRequest()
                    ? "pull_request"
                    : "ref:refs/heads/" + scene.event().branch());
    String subject = URLEncoder.encode("repo:" + REPOSITORY + ":" + about, StandardCharsets.UTF_8);
    return scene.api() + "/token?api-version=2.0&subject=" + subject;
  }

  private Path eventFile() {
    Event event = scene.event();
    String json =
        """
        {"number": %d, "pull_request": {"number": %d,
          "user": {"id": 5, "login": "ada", "type": "User"},
          "head": {"sha": "%s", "ref": "%s", "repo": {"full_name": "%s", "fork": %s}},
          "base": {"sha": "%s", "ref": "main", "repo": {"full_name": "%s"}}}}
        """
            .formatted(
                Event.PULL_REQUEST,
                Event.PULL_REQUEST,
                event.commit(),
                event.branch(),
                head(),
                event.fork(),
                event.base(),
                REPOSITORY);
    return write(scene.file(job.name(), "event"), event.isPullRequest() ? json : "{}");
  }

  private static Path write(Path file, String text) {
    try {
      return java.nio.file.Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a step. */
  Files files() {
    return new Files(
        scene.file(job.name(), "output"),
        scene.file(job.name(), "summary"),
        scene.file(job.name(), "env"),
        scene.file(job.name(), "path"));
  }

  /** The files by which a step tells the runner something. */
  record Files(Path output, Path summaryFile, Path env, Path path) {
    void addTo(Map<String, String> variables) {
      variables.put("GITHUB_OUTPUT", output.toString());
      variables.put("GITHUB_STEP_SUMMARY", summaryFile.toString());
      variables.put("GITHUB_ENV", env.toString());
      variables.put("GITHUB_PATH", path.toString());
    }

    Map<String, String> outputs() {
      if (!read(env).isEmpty() || !read(path).isEmpty()) {
        throw new UnsupportedPipelineException("GITHUB_ENV", "not known here: " + read(env));
      }
      return GitHubOutputFile.read(output);
    }

    String summary() {
      String text = read(summaryFile);
      return text.isEmpty() ? "" : "== step summary\n" + text;
    }

    private static String read(Path file) {
      try {
        return java.nio.file.Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
