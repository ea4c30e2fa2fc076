package io.bytebase4j.gitops.report.github;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the file of a step's outputs by the rules of GitHub's runner. */
final class OutputFile {
  private static final Pattern LINES = Pattern.compile("\r\n|\r|\n");

  private OutputFile() {}

  static Map<String, String> read(String text) {
    Map<String, String> outputs = new LinkedHashMap<>();
    Iterator<String> lines = List.of(LINES.split(text, -1)).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      int equals = line.indexOf('=');
      int heredoc = line.indexOf("<<");
      if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
        outputs.put(line.substring(0, heredoc), value(line.substring(heredoc + 2), lines));
      } else if (equals >= 0) {
        outputs.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (!line.isEmpty()) {
        throw new AssertionError("the runner fails the step at the line " + line);
      }
    }
    return outputs;
  }

  private static String value(String delimiter, Iterator<String> lines) {
    StringBuilder value = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.equals(delimiter)) {
        return value.toString();
      }
      value.append(value.isEmpty() ? "" : "\n").append(line);
    }
    throw new AssertionError("the runner fails the step: there is no " + delimiter);
  }
}
