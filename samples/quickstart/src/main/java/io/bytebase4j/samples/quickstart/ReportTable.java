package io.bytebase4j.samples.quickstart;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import java.io.PrintWriter;
import java.util.List;

/** Prints a review as a table. */
final class ReportTable {
  private static final int WIDEST_TEXT = 70;

  private ReportTable() {}

  static void print(ReviewReport report, PrintWriter out) {
    if (!report.findings().isEmpty()) {
      int targets = report.targets().size();
      out.println(
          AsciiTable.getTable(
              report.findings(),
              List.of(
                  column("severity").with(finding -> finding.severity().toString()),
                  column("where").with(ReviewFinding::location),
                  column("rule").with(f -> f.title() + " (" + f.code() + ")"),
                  column("finding").with(ReviewFinding::content),
                  column("databases").with(f -> f.targets().size() + " of " + targets))));
    }
    out.printf(
        "%d errors, %d warnings; risk %s; about %d rows affected%n",
        report.count(Severity.ERROR),
        report.count(Severity.WARNING),
        report.riskLevel(),
        report.affectedRows());
  }

  private static Column column(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(WIDEST_TEXT, OverflowBehaviour.NEWLINE);
  }
}
