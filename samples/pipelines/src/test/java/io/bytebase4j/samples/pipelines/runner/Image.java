package io.bytebase4j.samples.pipelines.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Dockerfile makes of this machine's programs: its files are copied below a folder, its
 * variables set, its programs run. What it installs by the package manager is taken as there.
 */
public final class Image {
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Path root;
  private final Map<String, String> variables = new HashMap<>(Map.of("PATH", PATH));

  private Image(Path root) {
    this.root = root;
  }

  /**
   * Carries a Dockerfile out.
   *
   * @param dockerfile the file
   * @param context where its files are copied from
   * @param root an empty folder, which stands for the root of the image
   * @return the image
   */
  public static Image build(Path dockerfile, Path context, Path root) {
    Image image = new Image(root);
    String text;
    try {
      text = Files.readString(dockerfile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String line : text.replace("\\\n", " ").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        image.instruction(line.strip(), context);
      }
    }
    return image;
  }

  /** {@return the variables that its processes have, with paths below the root} */
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  private void instruction(String line, Path context) {
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "FROM" -> {}
      case "COPY" -> copy(rest.split("\\s+", -1), context);
      case "ENV" -> set(rest);
      case "RUN" -> run(rest);
      default -> throw new UnsupportedPipelineException("Dockerfile", "unknown: " + line);
    }
  }

  private void copy(String[] paths, Path context) {
    if (paths.length != 2) {
      throw new UnsupportedPipelineException("Dockerfile", "COPY of other than one file");
    }
    Path target = root.resolve(paths[1].substring(1));
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.copy(context.resolve(paths[0]), target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException("COPY " + paths[0], e);
    }
  }

  private void set(String assignment) {
    String[] parts = assignment.split("=", 2);
    String value = parts[1].replace("$PATH", String.valueOf(variables.get("PATH")));
    variables.put(parts[0], value.replaceAll("(^|:)/opt/", "$1" + root + "/opt/"));
  }

  private void run(String command) {
    if (command.startsWith("apt-get ")) {
      return;
    }
    Map<String, String> all = new HashMap<>(variables);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("LANG", "C." + UTF_8);
    Shell.Ended ended = Shell.run(List.of("-e"), command, root, all, root, Duration.ofMinutes(1));
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("RUN " + command + ": " + ended.output());
    }
  }
}
