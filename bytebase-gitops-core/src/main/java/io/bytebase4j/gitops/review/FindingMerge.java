package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.internal.ReviewCalls.AdviceData;
import io.bytebase4j.gitops.internal.ReviewCalls.PositionData;
import io.bytebase4j.gitops.migration.MigrationFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges what a review says on each target: the same thing on several is one finding. */
final class FindingMerge {
  private static final Comparator<ReviewFinding> ORDER =
      Comparator.comparing(ReviewFinding::severity)
          .thenComparing(ReviewFinding::file)
          .thenComparing(ReviewFinding::start)
          .thenComparing(ReviewFinding::code)
          .thenComparing(ReviewFinding::title)
          .thenComparing(ReviewFinding::content)
          .thenComparing(ReviewFinding::ruleType)
          .thenComparing(ReviewFinding::end);

  private record Key(String file, AdviceData advice) {}

  private final Map<Key, Set<String>> targets = new LinkedHashMap<>();
  private final Map<MigrationFinding, Set<String>> late = new LinkedHashMap<>();
  private final List<ReviewFinding> ours = new ArrayList<>();

  /** Takes what the server says; call it in the order of the targets. */
  void add(String file, String target, AdviceData advice) {
    targets.computeIfAbsent(new Key(file, advice), unused -> new LinkedHashSet<>()).add(target);
  }

  /** Takes what was found here beside the versions of a target; call it in their order. */
  void add(String target, MigrationFinding finding) {
    late.computeIfAbsent(finding, unused -> new LinkedHashSet<>()).add(target);
  }

  /** Takes what was found in the files themselves. */
  void add(MigrationFinding finding) {
    ours.add(preflight(finding, List.of()));
  }

  private static ReviewFinding preflight(MigrationFinding finding, List<String> targets) {
    return preflight(
        finding.severity(),
        finding.code().name(),
        finding.path(),
        finding.line(),
        finding.message(),
        targets);
  }

  private static ReviewFinding preflight(
      Severity severity,
      String title,
      String file,
      int line,
      String content,
      List<String> targets) {
    return new ReviewFinding(
        severity,
        0,
        title,
        content,
        RuleType.PREFLIGHT,
        file,
        new Position(line, 0),
        Position.NONE,
        targets,
        "",
        null);
  }

  /** All findings in order, each with its fingerprint and the comment that lets it pass. */
  List<ReviewFinding> sorted(Suppressions suppressions) {
    List<ReviewFinding> findings = new ArrayList<>();
    targets.forEach(
        (key, holders) -> {
          AdviceData advice = key.advice();
          findings.add(
              new ReviewFinding(
                  severity(advice.level()),
                  advice.code(),
                  advice.title(),
                  advice.content(),
                  ruleType(advice.ruleType()),
                  key.file(),
                  position(advice.start()),
                  position(advice.end()),
                  List.copyOf(holders),
                  "",
                  null));
        });
    List<ReviewFinding> suppressed = findings.stream().map(suppressions::applyTo).toList();
    suppressions.complaints(
        (severity, title, file, line, content) ->
            ours.add(preflight(severity, title, file, line, content, List.of())));
    late.forEach((finding, holders) -> ours.add(preflight(finding, List.copyOf(holders))));
    List<ReviewFinding> all = new ArrayList<>(suppressed);
    all.addAll(ours);
    all.sort(ORDER);
    Fingerprints fingerprints = new Fingerprints();
    return all.stream().map(fingerprints::addTo).toList();
  }

  /** A level that this version does not know is taken to be an error: nothing bad may pass. */
  static Severity severity(String level) {
    return switch (level) {
      case "WARNING" -> Severity.WARNING;
      case "SUCCESS" -> Severity.INFO;
      default -> Severity.ERROR;
    };
  }

  private static RuleType ruleType(String text) {
    return switch (text) {
      case "", "RULE_TYPE_UNSPECIFIED" -> RuleType.NONE;
      case "PARSER_BASED" -> RuleType.PARSER_BASED;
      case "AI_POWERED" -> RuleType.AI_POWERED;
      default -> RuleType.UNKNOWN;
    };
  }

  // A server that gives a column and no line, or a number below zero, gives no place.
  private static Position position(PositionData data) {
    return data.line() < 1 ? Position.NONE : new Position(data.line(), Math.max(0, data.column()));
  }
}
