package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings of a report by file and database, as they were before those of several databases
 * were merged. Immutable.
 */
final class FindingsByFile {
  private static final int MANY = 16;

  /** A file on a database. */
  record Place(String file, String database) {}

  private record Holder(ReviewFinding finding, Collection<String> databases) {}

  private final ReviewReport report;
  private final Map<String, List<Holder>> ofDatabases = new LinkedHashMap<>();
  private final Map<String, List<ReviewFinding>> ofFiles = new LinkedHashMap<>();

  FindingsByFile(ReviewReport report) {
    this.report = report;
    for (ReviewFinding finding : report.findings()) {
      List<String> targets = finding.targets();
      if (targets.isEmpty()) {
        ofFiles.computeIfAbsent(finding.file(), unused -> new ArrayList<>()).add(finding);
      } else {
        ofDatabases
            .computeIfAbsent(finding.file(), unused -> new ArrayList<>(1))
            .add(new Holder(finding, targets.size() > MANY ? new HashSet<>(targets) : targets));
      }
    }
  }

  /** What the server found in a file for a database, errors first. */
  List<ReviewFinding> of(String file, String database) {
    return ofDatabases.getOrDefault(file, List.of()).stream()
        .filter(holder -> holder.databases().contains(database))
        .map(Holder::finding)
        .toList();
  }

  /** What was found about files themselves, errors first; by file, the worst file first. */
  Map<String, List<ReviewFinding>> ofFilesThemselves() {
    return ofFiles;
  }

  /**
   * Where there are findings although no target's account says that the file was reviewed there.
   * The review room makes no such report, but a report can be made by hand, and nothing may be
   * lost.
   */
  Set<Place> notInAccounts() {
    Map<String, Set<String>> reviewed = new HashMap<>();
    for (TargetReview target : report.targets()) {
      for (ReviewedFile file : target.reviewed()) {
        reviewed.computeIfAbsent(file.database(), unused -> new HashSet<>()).add(file.path());
      }
    }
    Set<Place> places = new LinkedHashSet<>();
    for (ReviewFinding finding : report.findings()) {
      for (String database : finding.targets()) {
        if (!reviewed.getOrDefault(database, Set.of()).contains(finding.file())) {
          places.add(new Place(finding.file(), database));
        }
      }
    }
    return places;
  }
}
