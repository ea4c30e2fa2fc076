package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.json.Json;

/**
 * What the check has to say about a file.
 *
 * @param error whether it is an error, and no warning
 * @param code the server's number for it
 * @param title the rule, or a heading
 * @param content the sentence
 * @param line where, from 1; 0 if nowhere
 * @param column where in the line, from 1; 0 if the whole line
 * @param ofRule whether a rule of the review found it
 */
public record Advice(
    boolean error, int code, String title, String content, int line, int column, boolean ofRule) {

  static Advice syntaxError(String content, int line, int column) {
    return new Advice(true, 201, "Syntax error", content, line, column, false);
  }

  static Advice simulationFailed(int code, String content, int line) {
    return new Advice(false, code, "DDL simulation failed", content, line, 0, true);
  }

  static Advice rule(boolean error, int code, String rule, String content, int line) {
    return new Advice(error, code, rule, content, line, 0, true);
  }

  static Advice appliedFileModified(String path, String version, String applied, String sent) {
    String content =
        ("The file \"%s\" with version \"%s\" has already been applied to the database, but its"
                + " content has been modified. Applied SHA256: %s, Release SHA256: %s")
            .formatted(path, version, applied, sent);
    return new Advice(false, 1, "Applied file has been modified", content, 0, 0, false);
  }

  static Advice failedToCheck(String content) {
    return new Advice(true, 1, "Failed to check", content, 0, 0, false);
  }

  /** What is common to all ages. */
  Json json() {
    return Json.object()
        .put("status", error ? "ERROR" : "WARNING")
        .put("code", code)
        .put("title", title)
        .put("content", content);
  }
}
