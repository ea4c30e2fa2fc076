package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The actions that our workflows use, as far as they use them. */
final class GitHubActions {
  private final Scene scene;
  private final GitHubJob job;
  private final Path workspace;
  private final Map<String, Path> kept = new LinkedHashMap<>();

  GitHubActions(Scene scene, GitHubJob job, Path workspace) {
    this.scene = scene;
    this.job = job;
    this.workspace = workspace;
  }

  Map<String, Path> kept() {
    return kept;
  }

  /** Runs an action; false if it fails. */
  boolean run(String action, Map<String, String> inputs) {
    Keys with = Keys.of(inputs, job.name() + "." + action);
    boolean succeeded =
        switch (action) {
          case "actions/checkout@v7" -> checkout(with);
          case "actions/upload-artifact@v7" -> upload(with);
          case "github/codeql-action/upload-sarif@v4" -> sarif(with);
          default -> throw with.refuse("an action that is not known here");
        };
    with.done();
    return succeeded;
  }

  private boolean checkout(Keys with) {
    if (!job.may("contents", "read")) {
      throw with.refuse("checkout needs the permission contents: read");
    }
    with.only("persist-credentials", "false");
    int depth = Integer.parseInt(with.textIfAny("fetch-depth").orElse("1"));
    Git.checkout(
        scene.origin(),
        scene.event().mergeRef(),
        depth == 0 ? OptionalInt.empty() : OptionalInt.of(depth),
        workspace);
    return true;
  }

  private boolean upload(Keys with) {
    String name = with.text("name");
    Path source = workspace.resolve(with.text("path"));
    String missing = with.textIfAny("if-no-files-found").orElse("warn");
    List<String> files = Artifacts.list(source);
    Path target = scene.folder(job.name(), "artifact-" + name);
    Artifacts.copy(source, files, target);
    kept.put(name, target);
    return !files.isEmpty() || !missing.equals("error");
  }

  private boolean sarif(Keys with) {
    if (!job.may("security-events", "write")) {
      throw with.refuse("alerts need the permission security-events: write");
    }
    Path source = workspace.resolve(with.text("sarif_file"));
    String category = with.text("category");
    List<String> files =
        Artifacts.list(source).stream().filter(file -> file.endsWith(".sarif")).toList();
    try {
      for (String file : files) {
        if (!Files.readString(source.resolve(file)).contains("\"version\":")) {
          return false;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path target = scene.folder(job.name(), "alerts-" + category);
    Artifacts.copy(source, files, target);
    kept.put("alerts", target);
    return !files.isEmpty();
  }
}
