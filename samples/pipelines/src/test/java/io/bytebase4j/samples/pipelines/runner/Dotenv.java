package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a report of the kind dotenv by GitLab's rules, which are narrower than a shell's. */
final class Dotenv {
  private static final int MOST_BYTES = 5 * 1024;
  private static final int MOST_VARIABLES = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  private Dotenv() {}

  static Map<String, String> read(Path file) {
    String where = String.valueOf(file.getFileName());
    List<String> lines;
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnsupportedPipelineException(where, "the job did not write it");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new UnsupportedPipelineException(where, "it has more than 5 KiB");
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.size() > MOST_VARIABLES) {
      throw new UnsupportedPipelineException(where, "it has more than 20 variables");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines) {
      int end = line.indexOf('=');
      if (end < 1 || !NAME.matcher(line.substring(0, end)).matches()) {
        throw new UnsupportedPipelineException(where, "no NAME=value: " + line);
      }
      variables.put(line.substring(0, end), line.substring(end + 1));
    }
    return variables;
  }
}
