package io.bytebase4j.gitops.review;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.internal.ReviewCalls.AdviceData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.migration.MigrationType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Accounts for each file of one slice: reviewed, already applied, or unknown. */
final class SliceAccount {
  /** The server stops looking when it has found this many errors and as many warnings. */
  static final int SERVER_LIMIT = 50;

  private final ReviewSlice slice;
  private final MigrationType type;
  private final List<String> files;

  /**
   * Begins an account.
   *
   * @param slice what was asked for
   * @param type how the files change a database
   * @param files the paths that were sent, in the order in which the server looks at them
   */
  SliceAccount(ReviewSlice slice, MigrationType type, List<String> files) {
    this.slice = slice;
    this.type = type;
    this.files = files;
  }

  /** For a slice that has an answer, or a fault in its place. */
  TargetReview of(SliceReview review) {
    BytebaseException fault = review.fault();
    if (fault != null) {
      String why =
          fault instanceof DeadlineExceededException
              ? "the time was over"
              : "the server could not be asked: " + fault.getMessage();
      return nothing(TargetReview.Outcome.FAILED, why);
    }
    return switch (slice.kind()) {
      case EMPTY_GROUP ->
          nothing(TargetReview.Outcome.FAILED, "the database group holds no database");
      case UNLISTED_GROUP -> unlisted(review.answer());
      case DATABASE -> database(review.answer());
    };
  }

  /** For a slice that was not, or not to its end, asked for. */
  TargetReview nothing(TargetReview.Outcome outcome, String detail) {
    return review(outcome, List.of(), List.of(), files, detail);
  }

  private TargetReview database(List<CheckedFileData> answer) {
    Set<String> answered = answered(answer);
    int end = hitLimit(answer) ? endOfAnswer(answered) : files.size();
    List<String> silent = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!answered.contains(files.get(i))) {
        (i < end ? silent : unknown).add(files.get(i));
      }
    }
    boolean declared = type == MigrationType.DECLARATIVE;
    List<ReviewedFile> reviewed = new ArrayList<>(reviewed(answer));
    if (declared) {
      // Of a declared schema the server is silent where it has nothing to say; nothing is applied.
      silent.forEach(
          path -> reviewed.add(new ReviewedFile(path, slice.target(), 0, RiskLevel.NONE)));
    }
    String detail = limits(answer, unknown);
    return review(
        detail.isEmpty() ? TargetReview.Outcome.COMPLETE : TargetReview.Outcome.CAPPED,
        reviewed,
        declared ? List.of() : silent,
        unknown,
        detail);
  }

  private static String limits(List<CheckedFileData> answer, List<String> unknown) {
    List<String> limits = new ArrayList<>();
    if (!unknown.isEmpty()) {
      limits.add(
          "the server stopped at its limit of %d errors and %d warnings, before %s"
              .formatted(SERVER_LIMIT, SERVER_LIMIT, unknown.get(0)));
    }
    answer.stream()
        .filter(SliceAccount::isCut)
        .findFirst()
        .ifPresent(
            file ->
                limits.add(
                    "the server keeps no more than %d errors and %d warnings of a file, and %s has that many"
                        .formatted(SERVER_LIMIT, SERVER_LIMIT, file.file())));
    return limits.isEmpty()
        ? ""
        : String.join("; ", limits) + ": mend what it found and review again";
  }

  // The rules' findings alone are counted for a file: those of a syntax error or the AI come apart.
  private static boolean isCut(CheckedFileData file) {
    return Stream.of(Severity.ERROR, Severity.WARNING)
        .anyMatch(
            severity ->
                file.advices().stream()
                        .filter(advice -> advice.ruleType().equals("PARSER_BASED"))
                        .filter(advice -> FindingMerge.severity(advice.level()) == severity)
                        .count()
                    >= SERVER_LIMIT);
  }

  private TargetReview unlisted(List<CheckedFileData> answer) {
    Set<String> answered = answered(answer);
    List<String> unknown = files.stream().filter(file -> !answered.contains(file)).toList();
    return review(
        TargetReview.Outcome.SAMPLED,
        reviewed(answer),
        List.of(),
        unknown,
        "the account may not list the group's databases, and the server may have looked at a sample"
            + " only: grant bb.databaseGroups.get, or name the databases");
  }

  private static Set<String> answered(List<CheckedFileData> answer) {
    Set<String> paths = new HashSet<>();
    answer.forEach(file -> paths.add(file.file()));
    return paths;
  }

  private int endOfAnswer(Set<String> answered) {
    int end = files.size();
    while (end > 0 && !answered.contains(files.get(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean hitLimit(List<CheckedFileData> answer) {
    return count(answer, Severity.ERROR) >= SERVER_LIMIT
        && count(answer, Severity.WARNING) >= SERVER_LIMIT;
  }

  private static long count(List<CheckedFileData> answer, Severity severity) {
    return answer.stream()
        .flatMap(file -> file.advices().stream())
        .map(AdviceData::level)
        .filter(level -> FindingMerge.severity(level) == severity)
        .count();
  }

  private static List<ReviewedFile> reviewed(List<CheckedFileData> answer) {
    return answer.stream()
        .map(
            file ->
                new ReviewedFile(
                    file.file(),
                    file.target(),
                    file.affectedRows(),
                    RiskLevel.of(file.riskLevel())))
        .toList();
  }

  private TargetReview review(
      TargetReview.Outcome outcome,
      List<ReviewedFile> reviewed,
      List<String> applied,
      List<String> unknown,
      String detail) {
    return new TargetReview(
        slice.target(),
        slice.group(),
        slice.environment(),
        outcome,
        reviewed,
        applied,
        unknown,
        detail);
  }
}
