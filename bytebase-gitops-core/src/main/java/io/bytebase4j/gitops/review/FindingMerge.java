package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.internal.ServerDialect.AdviceData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges what a review says on each target: the same thing on several is one finding. */
final class FindingMerge {
  private final Map<AdviceData, List<String>> targets = new LinkedHashMap<>();

  void add(AdviceData advice) {
    AdviceData anywhere =
        new AdviceData(
            advice.file(),
            "",
            advice.level(),
            advice.code(),
            advice.title(),
            advice.content(),
            advice.line(),
            advice.column());
    List<String> holders = targets.computeIfAbsent(anywhere, unused -> new ArrayList<>());
    if (!holders.contains(advice.target())) {
      holders.add(advice.target());
    }
  }

  List<ReviewFinding> sorted() {
    List<ReviewFinding> findings = new ArrayList<>();
    targets.forEach(
        (advice, holders) ->
            findings.add(
                new ReviewFinding(
                    Reviewer.severity(advice.level()),
                    advice.code(),
                    advice.title(),
                    advice.content(),
                    advice.file(),
                    advice.line(),
                    advice.column(),
                    holders)));
    findings.sort(
        Comparator.comparing(ReviewFinding::severity)
            .thenComparing(ReviewFinding::file)
            .thenComparing(ReviewFinding::line)
            .thenComparing(ReviewFinding::column)
            .thenComparing(ReviewFinding::code)
            .thenComparing(ReviewFinding::content));
    return findings;
  }
}
