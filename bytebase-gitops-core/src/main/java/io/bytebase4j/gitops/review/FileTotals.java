package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up a report by file. */
final class FileTotals {
  private final Map<String, Total> totals = new LinkedHashMap<>();

  FileTotals(ReviewReport report) {
    report.files().forEach(this::total);
    for (ReviewFinding finding : report.findings()) {
      Total total = total(finding.file());
      if (finding.severity() == Severity.ERROR) {
        total.errors++;
      } else if (finding.severity() == Severity.WARNING) {
        total.warnings++;
      }
    }
    for (TargetReview target : report.targets()) {
      for (ReviewedFile file : target.reviewed()) {
        Total total = total(file.path());
        total.reviewed++;
        total.affectedRows += file.affectedRows();
        if (file.riskLevel().compareTo(total.riskLevel) > 0) {
          total.riskLevel = file.riskLevel();
        }
      }
      target.alreadyApplied().forEach(path -> total(path).alreadyApplied++);
      target.unknown().forEach(path -> total(path).unknown++);
    }
  }

  private Total total(String path) {
    return totals.computeIfAbsent(path, unused -> new Total());
  }

  List<FileReview> inOrder() {
    return totals.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList();
  }

  private static final class Total {
    private long errors;
    private long warnings;
    private long affectedRows;
    private RiskLevel riskLevel = RiskLevel.NONE;
    private int reviewed;
    private int alreadyApplied;
    private int unknown;

    FileReview of(String path) {
      return new FileReview(
          path, errors, warnings, affectedRows, riskLevel, reviewed, alreadyApplied, unknown);
    }
  }
}
