package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.Event.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A small repository and settings, to try the runner on pipelines of a few lines. */
final class Stand {
  static final Settings SETTINGS =
      new Settings(Map.of("OPEN", "seen"), Map.of("KEY", "hidden"), Set.of("prod"));

  private final Path folder;
  private final Path origin;
  private final Image image;
  private int scenes;

  Stand(Path folder) {
    this.folder = folder;
    try {
      this.origin = Files.createDirectories(folder.resolve("origin"));
      Git.in(origin, "init", "--quiet", "--initial-branch=main");
      for (String content : new String[] {"one", "two"}) {
        Files.writeString(origin.resolve("file.txt"), content + "\n");
        Git.in(origin, "add", "--all");
        Git.in(origin, "commit", "--quiet", "--message", content);
      }
      Git.in(origin, "checkout", "--quiet", "-b", "topic");
      Files.writeString(origin.resolve("new.txt"), "new\n");
      Git.in(origin, "add", "--all");
      Git.in(origin, "commit", "--quiet", "--message", "new");
      Git.in(origin, "update-ref", "refs/pull/7/merge", "topic");
      Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM none\n");
      this.image = Image.build(dockerfile, folder, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Event push() {
    return new Event(Kind.PUSH, "main", head("main"), head("main"), false);
  }

  Event pullRequest(boolean fork) {
    return new Event(Kind.PULL_REQUEST, "topic", head("topic"), head("main"), fork);
  }

  private String head(String branch) {
    return Git.in(origin, "rev-parse", branch);
  }

  Scene scene(Event event) {
    return scene(event, SETTINGS);
  }

  Scene scene(Event event, Settings settings) {
    scenes++;
    return new Scene(
        origin,
        event,
        settings,
        image,
        "http://127.0.0.1:1",
        (subject, audience) -> "token for " + audience + " about " + subject,
        folder.resolve("scene" + scenes));
  }
}
