package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a pipeline runs.
 *
 * @param origin the repository
 * @param event what started it
 * @param settings what people set on the platform's pages
 * @param image what the container's image holds
 * @param api the address of the platform's interface
 * @param issuer makes tokens for steps that may have one
 * @param scratch an empty folder
 */
public record Scene(
    Path origin,
    Event event,
    Settings settings,
    Image image,
    String api,
    TokenIssuer issuer,
    Path scratch) {

  /** A folder of one job or step, which no other one uses. */
  Path folder(String job, String purpose) {
    try {
      Path parent = Files.createDirectories(scratch.resolve(job.replaceAll("[^A-Za-z0-9.-]", "_")));
      return Files.createDirectories(parent.resolve(purpose));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty file in a job's folder, for the platform's hand-overs. */
  Path file(String job, String name) {
    try {
      return Files.createTempFile(folder(job, "files"), name, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each process of a container has, and a home of its own. */
  Map<String, String> container(String job) {
    Map<String, String> variables = new HashMap<>(image.variables());
    variables.put("HOME", folder(job, "home").toString());
    variables.put("TMPDIR", folder(job, "tmp").toString());
    variables.put("LANG", "C.UTF-8");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("CI", "true");
    return variables;
  }
}
