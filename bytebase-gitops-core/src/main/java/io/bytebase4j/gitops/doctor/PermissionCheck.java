package io.bytebase4j.gitops.doctor;

import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.AccountCalls.Answer;
import io.bytebase4j.gitops.internal.AccountCalls.Needs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which permissions an account has, each asked for once. Used by one thread. */
final class PermissionCheck {
  private final String project;
  private final AccountCalls calls;
  private final Supplier<Duration> timeLeft;
  private final Map<String, Answer> told = new HashMap<>();

  PermissionCheck(String project, AccountCalls calls, Supplier<Duration> timeLeft) {
    this.project = project;
    this.calls = calls;
    this.timeLeft = timeLeft;
  }

  JobPermissions of(Job job) {
    List<String> needed = needed(job);
    return new JobPermissions(
        job, those(needed, Answer.YES), those(needed, Answer.NO), those(needed, Answer.UNKNOWN));
  }

  private List<String> needed(Job job) {
    Needs needs = calls.needs();
    return switch (job) {
      case REVIEW -> needs.review();
      case RELEASE -> needs.release();
      case ROLLOUT -> needs.rollout();
      case APPROVAL -> needs.approval();
    };
  }

  private List<String> those(List<String> needed, Answer wanted) {
    return needed.stream().filter(permission -> answer(permission) == wanted).toList();
  }

  private Answer answer(String permission) {
    return told.computeIfAbsent(permission, asked -> calls.may(project, asked, timeLeft));
  }
}
