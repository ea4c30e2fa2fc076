package io.bytebase4j.testkit.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The server of 2026 looks who is to approve a new issue, which on the free plan is nobody, and
 * then makes the rollout.
 */
public final class Approvals implements IssueWork {

  /** How long each was seen to take. */
  private static final Duration STEP = Duration.ofMillis(20);

  private final List<Issue> looking = new ArrayList<>();
  private final List<Issue> found = new ArrayList<>();

  @Override
  public void add(Issue issue) {
    looking.add(issue);
  }

  @Override
  public void advance(State state) {
    Instant now = state.now();
    for (Issue issue : due(looking, now, STEP)) {
      // one that comes after the rollout where approval is required is never decided
      if (!issue.plan().hasRollout() || !state.requiresIssueApproval()) {
        issue.find(issue.createTime().plus(STEP));
        found.add(issue);
      }
    }
    for (Issue issue : due(found, now, STEP.multipliedBy(2))) {
      Plan plan = issue.plan();
      if (issue.status() == Issue.Status.OPEN && !plan.hasRollout() && !plan.isArchived()) {
        Instant time = issue.createTime().plus(STEP.multipliedBy(2));
        state.rollOut(plan, environment -> true, time);
      }
    }
  }

  private static List<Issue> due(List<Issue> waiting, Instant now, Duration after) {
    List<Issue> due =
        waiting.stream().filter(i -> !i.createTime().plus(after).isAfter(now)).toList();
    waiting.removeAll(due);
    return due;
  }
}
