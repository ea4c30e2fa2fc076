package io.bytebase4j.samples.pipelines.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Calls git, without the configuration of this machine. */
public final class Git {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_AUTHOR_NAME", "Ada",
          "GIT_AUTHOR_EMAIL", "ada@example.com",
          "GIT_COMMITTER_NAME", "Ada",
          "GIT_COMMITTER_EMAIL", "ada@example.com");

  private Git() {}

  /**
   * Calls git.
   *
   * @param folder where
   * @param arguments what
   * @return what it prints, without the last line's end
   * @throws IllegalStateException if it fails
   */
  public static String in(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(VARIABLES);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " in " + folder + ": " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git ran", e);
    }
  }

  /**
   * A fresh checkout, as a platform makes it.
   *
   * @param origin the repository
   * @param ref what is checked out, for example {@code refs/heads/main}
   * @param depth how many commits of it; if empty all, and all branches
   * @param into where to; is made
   */
  static void checkout(Path origin, String ref, OptionalInt depth, Path into) {
    try {
      Files.createDirectories(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    in(into, "init", "--quiet", "--initial-branch=none");
    in(into, "remote", "add", "origin", origin.toUri().toString());
    if (depth.isPresent()) {
      in(into, "fetch", "--quiet", "--depth=" + depth.getAsInt(), "origin", "+" + ref + ":ci");
    } else {
      in(
          into,
          "fetch",
          "--quiet",
          "origin",
          "+" + ref + ":ci",
          "+refs/heads/*:refs/remotes/origin/*");
    }
    in(into, "checkout", "--quiet", "--detach", "ci");
  }
}
