package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.HostileTexts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.Suppression;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Reviews at random, as the review room makes them: each file is in one list of each target, and
 * findings hold where their file was reviewed, or about the file itself.
 */
final class AnyReview {
  private final Random random;
  private final List<String> texts;
  private final List<String> files = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();

  private AnyReview(long seed, List<String> texts) {
    this.random = new Random(seed);
    this.texts = texts;
  }

  /** Reviews with texts that no one can have seen before, all of them well-formed. */
  static Arbitrary<ReportedReview> any() {
    Arbitrary<String> text =
        HostileTexts.any()
            .map(any -> new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    return Combinators.combine(Arbitraries.longs(), text.list().ofMinSize(1).ofMaxSize(8))
        .as((seed, texts) -> new AnyReview(seed, texts).review());
  }

  private ReportedReview review() {
    for (int i = number(4); i > 0; i--) {
      // a path in its shortest form, as a scan gives it
      files.add("m/" + i + "_" + text().replace('/', '-') + ".sql");
    }
    for (int i = number(4); i > 0; i--) {
      targets.add("instances/i" + i + "/databases/" + text());
    }
    List<TargetReview> accounts = targets.stream().map(this::account).toList();
    List<ReviewFinding> findings = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      for (int i = number(4); i > 0 && !files.isEmpty(); i--) {
        findings.add(finding(severity, accounts, findings.size()));
      }
    }
    ReviewReport report =
        new ReviewReport(
            "projects/hr",
            Instant.ofEpochSecond(random.nextInt(), number(1_000_000_000)),
            files,
            accounts,
            findings,
            texts);
    return ReportedReview.of(report.judgedBy(policy())).withTitle(text());
  }

  private TargetReview account(String target) {
    List<ReviewedFile> reviewed = new ArrayList<>();
    List<String> applied = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String file : files) {
      switch (number(4)) {
        case 0 -> applied.add(file);
        case 1 -> unknown.add(file);
        default -> reviewed.add(new ReviewedFile(file, target, number(3), one(RiskLevel.values())));
      }
    }
    boolean complete = unknown.isEmpty();
    return new TargetReview(
        target,
        number(2) == 0 ? null : text(),
        number(2) == 0 ? null : text(),
        complete ? Outcome.COMPLETE : one(Outcome.CAPPED, Outcome.SAMPLED),
        reviewed,
        applied,
        unknown,
        complete ? "" : text());
  }

  private ReviewFinding finding(Severity severity, List<TargetReview> accounts, int ordinal) {
    String file = files.get(number(files.size()));
    List<String> holders =
        accounts.stream()
            .filter(
                account -> account.reviewed().stream().anyMatch(seen -> seen.path().equals(file)))
            .map(TargetReview::target)
            .filter(unused -> number(3) > 0)
            .toList();
    Position start = new Position(number(3), 0);
    if (start.line() > 0) {
      start = new Position(start.line(), number(5));
    }
    Position end = new Position(number(6), 0);
    return new ReviewFinding(
        severity,
        holders.isEmpty() ? 0 : number(3),
        text(),
        text(),
        holders.isEmpty() ? RuleType.PREFLIGHT : one(RuleType.values()),
        file,
        start,
        end,
        holders,
        Hashes.of(file, Integer.toString(ordinal)),
        number(3) > 0 ? null : new Suppression(1 + number(9), Set.of(text()), text()));
  }

  private ReviewPolicy policy() {
    ReviewLimits limits = ReviewLimits.STANDARD.failOn(one(FailOn.values()));
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .withLimits(number(2) == 0 ? limits : limits.allowIncomplete().maxAffectedRows(1))
            .allowRule("bytebase-1", "legacy", LocalDate.ofEpochDay(number(40_000)));
    return number(2) == 0 ? policy : policy.ignoringSuppressions();
  }

  private String text() {
    return texts.get(number(texts.size()));
  }

  private int number(int below) {
    return random.nextInt(below);
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[number(values.length)];
  }
}
