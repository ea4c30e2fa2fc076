package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/**
 * What {@code bytebase-action check --output} writes, for pipelines that read that file. The key
 * {@code checkResults} holds the server's answers as that tool writes them: the JSON form of the
 * message CheckReleaseResponse of Bytebase's API, with {@code results[]} for each file and
 * database, numbers of 64 bits as text, keys in alphabetical order and zero values left out.
 * Findings that a report has merged stand at each of their databases again. Where no target could
 * be asked, there is no {@code checkResults}, as there is none after a failed check of that tool.
 * Paths are those that were sent to the server, without {@link ReportedReview#pathPrefix}.
 *
 * <p>What {@code checkResults} has no place for stands under the key {@code bytebase4j}, which
 * readers of the tool's file do not look at: {@code passed}, {@code complete}, the {@code reasons}
 * of the verdict, the {@code incomplete} targets and the {@code preflight} findings, which are made
 * here and are no results of the server.
 *
 * <p>What a report does not keep can't be written: the order of the results and of their advices
 * (here: targets in the order of the request, errors first), a result that says nothing but its
 * names (left out, as the server does in a declared schema), the same advice twice for one file and
 * database, a position that has a column and no line, and the words of a newer server for a level,
 * a rule type or a risk that this version does not know (written are ERROR, nothing and HIGH).
 *
 * <p>There is no limit: nothing is cut or left out. Texts have their exact values; what can't be
 * seen is written as an escape of JSON, and a lone surrogate as U+FFFD. Thread-safe.
 */
public final class ActionOutput implements ReviewRenderer {
  /** Writes the check's part of the file. */
  public ActionOutput() {}

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    new ActionDocument(review, new Json(out)).write();
  }
}
