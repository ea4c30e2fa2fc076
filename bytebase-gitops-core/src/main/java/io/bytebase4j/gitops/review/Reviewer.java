package io.bytebase4j.gitops.review;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import io.bytebase4j.gitops.review.ReviewSlice.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for reviews and puts the answers together. Thread-safe. */
public final class Reviewer {
  private final ReviewCalls server;
  private final AppliedVersions applied;
  private final Clock clock;

  /**
   * Asks a server.
   *
   * @param server the server
   * @param clock the time by which reviews are dated and end
   */
  public Reviewer(ReviewCalls server, Clock clock) {
    this.server = server;
    this.applied = new AppliedVersions(server);
    this.clock = clock;
  }

  /**
   * Reviews files. Target by target, since one call over many targets loses findings: the server
   * counts its limit over all of them. It is done by the server's {@code CheckRelease}.
   *
   * @param request what to review
   * @return the report
   * @throws BytebaseException if the server refuses, or no target at all could be asked for
   * @throws ReviewTimeoutException if the time is over before all targets are through
   * @throws ReviewInterruptedException if the thread is interrupted
   */
  public ReviewReport review(ReviewRequest request) {
    Instant start = clock.instant();
    int errors = request.migrations().errors().size();
    if (errors > 0) {
      return ReportBuilder.notAsked(
          request,
          start,
          errors == 1
              ? "not asked, since there is 1 error in the files themselves"
              : "not asked, since there are " + errors + " errors in the files themselves");
    }
    List<ReviewSlice> slices;
    try {
      slices = slices(request, start);
    } catch (CallInterruptedException e) {
      throw new ReviewInterruptedException(
          ReportBuilder.notAsked(request, start, "the review ended before it was asked for"), e);
    }
    ReportBuilder report = new ReportBuilder(request, start, slices);
    SentFiles files = new SentFiles(server, request);
    try {
      SliceRunner.run(
          slices,
          request.concurrency(),
          slice -> ask(files, slice, request, start),
          (index, review) -> request.listener().targetReviewed(report.take(index, review)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReviewInterruptedException(report.build(), e);
    }
    report.requireAnAnswer();
    if (report.sawTheDeadline()) {
      throw new ReviewTimeoutException(request.timeout(), report.build());
    }
    return report.build();
  }

  private SliceReview ask(
      SentFiles files, ReviewSlice slice, ReviewRequest request, Instant start) {
    if (slice.kind() == Kind.EMPTY_GROUP) {
      return SliceReview.answered(List.of());
    }
    try {
      SliceReview review =
          SliceReview.answered(files.check(slice.target(), () -> left(request, start)));
      return request.revisionsCompared() && slice.kind() == Kind.DATABASE
          ? compared(review, slice, request, start)
          : review;
    } catch (BytebaseException e) {
      if (PassingFaults.mayPass(e) || e instanceof DeadlineExceededException) {
        return SliceReview.failed(e);
      }
      throw e;
    }
  }

  private SliceReview compared(
      SliceReview review, ReviewSlice slice, ReviewRequest request, Instant start) {
    try {
      // The targets of a finding say which database it is, so that the same finding on several is
      // one.
      MigrationBaseline there = applied.of(slice.target(), "the database", left(request, start));
      return review.withLate(
          request.migrations().findingsBeside(there).stream()
              // the check itself tells of edits
              .filter(finding -> finding.code() != Code.APPLIED_EDITED)
              .toList());
    } catch (BytebaseException e) {
      if (e instanceof CallInterruptedException) {
        throw e;
      }
      return review.withoutRevisions(Objects.requireNonNull(e.getMessage()));
    }
  }

  // Never zero: the client then says itself that the time is over, as it does in the midst of a
  // call.
  private Duration left(ReviewRequest request, Instant start) {
    Duration left = request.timeout().minus(Duration.between(start, clock.instant()));
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  private List<ReviewSlice> slices(ReviewRequest request, Instant start) {
    Map<String, ReviewSlice> slices = new LinkedHashMap<>();
    for (String target : request.targets()) {
      String environment = request.environments().get(target);
      if (ResourceNames.isDatabaseGroup(target)) {
        for (ReviewSlice slice : groupSlices(target, environment, left(request, start))) {
          slices.putIfAbsent(slice.target(), slice);
        }
      } else {
        slices.put(target, new ReviewSlice(target, null, environment, Kind.DATABASE));
      }
    }
    return List.copyOf(slices.values());
  }

  private List<ReviewSlice> groupSlices(
      String group, @Nullable String environment, Duration timeout) {
    List<String> databases;
    try {
      databases = server.databasesOf(group, timeout);
    } catch (PermissionDeniedException e) {
      return List.of(new ReviewSlice(group, group, environment, Kind.UNLISTED_GROUP));
    }
    if (databases.isEmpty()) {
      return List.of(new ReviewSlice(group, group, environment, Kind.EMPTY_GROUP));
    }
    return databases.stream()
        .map(database -> new ReviewSlice(database, group, environment, Kind.DATABASE))
        .toList();
  }
}
