package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of GITHUB_OUTPUT: lines name=value, or name and delimiter with lines between. */
final class GitHubOutputFile {
  private GitHubOutputFile() {}

  static Map<String, String> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    Iterator<String> rest = lines.iterator();
    while (rest.hasNext()) {
      String line = rest.next();
      int equals = line.indexOf('=');
      int heredoc = line.indexOf("<<");
      if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
        outputs.put(line.substring(0, heredoc), block(rest, line.substring(heredoc + 2)));
      } else if (equals > 0) {
        outputs.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (!line.isEmpty()) {
        throw new UnsupportedPipelineException("GITHUB_OUTPUT", "no name=value: " + line);
      }
    }
    return outputs;
  }

  private static String block(Iterator<String> rest, String delimiter) {
    StringBuilder value = new StringBuilder();
    while (rest.hasNext()) {
      String line = rest.next();
      if (line.equals(delimiter)) {
        return value.toString();
      }
      value.append(value.length() == 0 ? "" : "\n").append(line);
    }
    throw new UnsupportedPipelineException("GITHUB_OUTPUT", "no end of " + delimiter);
  }
}
