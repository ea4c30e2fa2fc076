package io.bytebase4j.samples.citool.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.gitops.ci.CiPlatform;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.file.OutputNames;
import io.bytebase4j.gitops.report.github.GitHubOutputs;
import io.bytebase4j.samples.citool.ToolContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hands the names of what a run made to the next step, in the CI platform's own way. The names come
 * from the server: what could be read as more than a name is refused.
 */
final class Handover {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9/._-]{1,400}");
  private static final String BITBUCKET_FILE = "BITBUCKET_PIPELINES_VARIABLES_PATH";
  private static final String GITHUB_FILE = "GITHUB_OUTPUT";

  private final ToolContext context;
  private final CiPlatform platform;
  private final RunResult result;
  private final Map<String, String> values = new LinkedHashMap<>();

  Handover(ToolContext context, CiPlatform platform, RunResult result) {
    this.context = context;
    this.platform = platform;
    this.result = result;
    put("RELEASE", result.names().release());
    put("PLAN", result.names().plan());
    put("ROLLOUT", result.names().rollout());
    put("OUTCOME", result.outcome().name());
  }

  private void put(String name, String value) {
    if (!value.isEmpty()) {
      if (!SAFE.matcher(value).matches()) {
        throw new IllegalStateException(
            "the server gave a name that is not handed on: it holds other characters than letters,"
                + " digits, '/', '.', '_' and '-'");
      }
      values.put("BYTEBASE_" + name, value);
    }
  }

  /** Writes where the platform reads. */
  void toPlatform(PrintWriter log) throws IOException {
    switch (platform) {
      case GITHUB -> {
        Optional<Path> file = context.variable(GITHUB_FILE).map(Path::of);
        if (file.isPresent()) {
          toGitHub(GitHubOutputs.to(file.get()));
        }
      }
      case BITBUCKET -> {
        Optional<Path> file = context.variable(BITBUCKET_FILE).map(Path::of);
        if (file.isPresent()) {
          append(file.get());
        }
      }
      case AZURE_DEVOPS ->
          values.forEach(
              (name, value) ->
                  log.println(
                      "##vso[task.setvariable variable=" + name + ";isOutput=true]" + value));
      case GITLAB, LOCAL -> {
        // GitLab reads the file that the pipeline names, see --dotenv.
      }
    }
  }

  private void toGitHub(GitHubOutputs outputs) throws IOException {
    List<Publication> ends = new ArrayList<>();
    OutputNames names = result.names();
    if (!names.release().isEmpty()) {
      ends.add(outputs.release(names.release()));
    }
    if (!names.plan().isEmpty()) {
      ends.add(outputs.plan(names.plan()));
    }
    if (!names.rollout().isEmpty()) {
      ends.add(outputs.rollout(names.rollout()));
    }
    ends.add(outputs.outcome(result.outcome()));
    for (Publication end : ends) {
      if (end.status() == Publication.Status.FAILED) {
        throw new IOException(end.detail());
      }
    }
  }

  private void append(Path file) throws IOException {
    Files.writeString(file, lines(), UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes a file with a line for each. */
  void toFile(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, lines(), UTF_8);
  }

  private String lines() {
    List<String> lines =
        values.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    return String.join("\n", lines) + "\n";
  }
}
