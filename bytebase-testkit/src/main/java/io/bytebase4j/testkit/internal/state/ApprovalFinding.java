package io.bytebase4j.testkit.internal.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers of 2025 look each second who is to approve new issues, which on the free plan is
 * nobody, and leave the rollout to others.
 */
public final class ApprovalFinding implements IssueWork {

  private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

  private final List<Issue> looking = new ArrayList<>();

  @Override
  public void add(Issue issue) {
    looking.add(issue);
  }

  @Override
  public void advance(State state) {
    List<Issue> due =
        looking.stream()
            .filter(issue -> !issue.createTime().plus(LOOKS_EVERY).isAfter(state.now()))
            .toList();
    due.forEach(issue -> issue.find(issue.createTime().plus(LOOKS_EVERY)));
    looking.removeAll(due);
  }
}
