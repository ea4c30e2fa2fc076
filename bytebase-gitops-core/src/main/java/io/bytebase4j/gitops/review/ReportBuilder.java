package io.bytebase4j.gitops.review;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.gitops.internal.ReviewCalls.AdviceData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationFinding;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the answers to one review together, in whatever order they come. Used by one thread. */
final class ReportBuilder {
  private final ReviewRequest request;
  private final Instant start;
  private final List<ReviewSlice> slices;
  private final List<String> files;
  private final @Nullable SliceReview[] answers;
  private final @Nullable TargetReview[] accounts;
  private int done;

  ReportBuilder(ReviewRequest request, Instant start, List<ReviewSlice> slices) {
    this.request = request;
    this.start = start;
    this.slices = slices;
    this.files = request.migrations().files().stream().map(MigrationFile::path).toList();
    this.answers = new @Nullable SliceReview[slices.size()];
    this.accounts = new @Nullable TargetReview[slices.size()];
  }

  /** The report of a review whose files can't be used, or that did not come to asking. */
  static ReviewReport notAsked(ReviewRequest request, Instant start, String why) {
    List<ReviewSlice> slices =
        request.targets().stream()
            .map(
                target ->
                    new ReviewSlice(
                        target,
                        null,
                        request.environments().get(target),
                        ReviewSlice.Kind.DATABASE))
            .toList();
    ReportBuilder report = new ReportBuilder(request, start, slices);
    for (int i = 0; i < slices.size(); i++) {
      report.accounts[i] = report.account(i).nothing(Outcome.NOT_ASKED, why);
    }
    return report.build();
  }

  ReviewProgress take(int index, SliceReview review) {
    answers[index] = review;
    TargetReview account = account(index).of(review);
    accounts[index] = account;
    done++;
    return new ReviewProgress(done, slices.size(), account);
  }

  private SliceAccount account(int index) {
    return new SliceAccount(slices.get(index), request.migrations().type(), files);
  }

  /**
   * Requires that at least one target could be asked for.
   *
   * @throws BytebaseException the first fault, if there are only faults
   */
  void requireAnAnswer() {
    if (faults().size() == slices.size() && !sawTheDeadline()) {
      throw faults().get(0);
    }
  }

  boolean sawTheDeadline() {
    return faults().stream().anyMatch(DeadlineExceededException.class::isInstance);
  }

  private List<BytebaseException> faults() {
    return Arrays.stream(answers)
        .filter(Objects::nonNull)
        .map(SliceReview::fault)
        .filter(Objects::nonNull)
        .toList();
  }

  ReviewReport build() {
    List<TargetReview> targets = new ArrayList<>();
    FindingMerge findings = new FindingMerge();
    for (int i = 0; i < slices.size(); i++) {
      TargetReview account = accounts[i];
      targets.add(
          account == null
              ? account(i).nothing(Outcome.FAILED, "the review ended before its answer")
              : account);
      SliceReview answer = answers[i];
      if (answer != null) {
        addTo(findings, answer.answer());
        String target = slices.get(i).target();
        answer.late().forEach(finding -> findings.add(target, finding));
        if (account != null) {
          late(account, answer).forEach(finding -> findings.add(target, finding));
        }
      }
    }
    for (MigrationFinding finding : request.migrations().findings()) {
      findings.add(finding);
    }
    Suppressions suppressions =
        new Suppressions(request.migrations().files(), reviewedFully(targets));
    return new ReviewReport(
        request.project(), start, files, targets, findings.sorted(suppressions), notes(targets));
  }

  // Of a file that is applied the server says nothing, or that it was edited: so the answer itself
  // tells which versions a database has, and no permission is needed to see that others come late.
  private List<MigrationFinding> late(TargetReview account, SliceReview answer) {
    Set<String> applied = new HashSet<>(account.alreadyApplied());
    answer.answer().stream()
        .filter(file -> file.advices().stream().anyMatch(ReportBuilder::isEdit))
        .forEach(file -> applied.add(file.file()));
    if (!account.isComplete() || applied.isEmpty()) {
      return List.of();
    }
    // Where the versions that are applied were asked for, these are a part of them.
    Set<String> told = new HashSet<>();
    answer.late().forEach(finding -> told.add(finding.path()));
    return request
        .migrations()
        .findingsBeside(
            MigrationBaseline.ofVersions(
                "the database",
                request.migrations().files().stream()
                    .filter(file -> applied.contains(file.path()))
                    .map(file -> file.version().text())
                    .toList()))
        .stream()
        .filter(finding -> finding.code() == MigrationFinding.Code.OUT_OF_ORDER)
        .filter(finding -> !told.contains(finding.path()))
        .toList();
  }

  private static boolean isEdit(AdviceData advice) {
    return ReviewFinding.isEditOfAppliedFile(advice.code(), advice.title());
  }

  private static void addTo(FindingMerge findings, List<CheckedFileData> answer) {
    for (CheckedFileData file : answer) {
      file.advices().forEach(advice -> findings.add(file.file(), file.target(), advice));
    }
  }

  private static Set<String> reviewedFully(List<TargetReview> targets) {
    Map<String, Integer> counts = new HashMap<>();
    for (TargetReview target : targets) {
      if (target.isComplete()) {
        Set<String> paths = new HashSet<>();
        target.reviewed().forEach(file -> paths.add(file.path()));
        paths.forEach(path -> counts.merge(path, 1, Integer::sum));
      }
    }
    Set<String> fully = new HashSet<>();
    counts.forEach(
        (path, count) -> {
          if (count == targets.size()) {
            fully.add(path);
          }
        });
    return fully;
  }

  private List<String> notes(List<TargetReview> targets) {
    List<String> notes = new ArrayList<>();
    if (!request.customRules().isEmpty() && targets.stream().anyMatch(TargetReview::isComplete)) {
      boolean answered =
          Arrays.stream(answers)
              .filter(Objects::nonNull)
              .flatMap(review -> review.answer().stream())
              .flatMap(file -> file.advices().stream())
              .anyMatch(advice -> advice.ruleType().equals("AI_POWERED"));
      if (!answered) {
        notes.add(
            "custom rules were sent and brought no finding; a server without AI leaves them aside"
                + " and does not say so");
      }
    }
    Arrays.stream(answers)
        .filter(Objects::nonNull)
        .map(SliceReview::noRevisions)
        .filter(why -> !why.isEmpty())
        .distinct()
        .forEach(
            why ->
                notes.add(
                    "files that come too late were not looked for, since the versions that are"
                        + " applied could not be read: "
                        + why));
    return notes;
  }
}
