package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import java.util.List;

/**
 * One thing that a review says of a file. The same thing on several targets is one finding.
 *
 * @param severity how bad it is
 * @param code the rule's number, for example 402
 * @param title the rule's name as the server writes it, for example {@code COLUMN_NO_NULL}
 * @param content the text
 * @param file the file's path
 * @param line the line, from 1; 0 for the whole file
 * @param column the column, from 1; 0 where it is not known
 * @param targets the targets it holds for, in the order of the request
 */
public record ReviewFinding(
    Severity severity,
    int code,
    String title,
    String content,
    String file,
    int line,
    int column,
    List<String> targets) {

  /**
   * Copies the targets.
   *
   * @param severity how bad it is
   * @param code the rule's number, for example 402
   * @param title the rule's name as the server writes it, for example {@code COLUMN_NO_NULL}
   * @param content the text
   * @param file the file's path
   * @param line the line, from 1; 0 for the whole file
   * @param column the column, from 1; 0 where it is not known
   * @param targets the targets it holds for, in the order of the request
   */
  public ReviewFinding {
    targets = List.copyOf(targets);
  }

  /**
   * Where it is, as compilers write it.
   *
   * @return {@code file:line:column}, without what is not known
   */
  public String location() {
    return file + (line == 0 ? "" : ":" + line) + (line == 0 || column == 0 ? "" : ":" + column);
  }
}
