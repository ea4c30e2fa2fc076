package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of rollouts gave.
 *
 * @param found the rollouts that are watched, by name
 * @param newest the newest change among all that were listed; null if none was
 * @param listed how many were listed
 * @param tasks how many tasks they have
 * @param complete whether it was read to its end
 */
record Listing(
    Map<String, RolloutData> found,
    @Nullable Instant newest,
    int listed,
    long tasks,
    boolean complete) {

  /**
   * What to read.
   *
   * @param project the project
   * @param since the list of what changed since then; null for all rollouts
   * @param watched what to keep
   * @param wanted reading ends when all these are found
   * @param pageSize how many to ask for at once
   * @param most after how many to give up, at the end of a page
   */
  record Scope(
      String project,
      @Nullable Instant since,
      Set<String> watched,
      Set<String> wanted,
      int pageSize,
      int most) {

    // Not within a page: it is here already.
    boolean isOver(int listed) {
      return listed >= most && listed % pageSize == 0;
    }
  }

  static Listing read(RolloutCalls server, Scope scope) {
    Map<String, RolloutData> found = new HashMap<>();
    Set<String> missing = new HashSet<>(scope.wanted());
    Instant newest = null;
    int listed = 0;
    long tasks = 0;
    Iterator<RolloutData> list =
        server.list(scope.project(), scope.since(), scope.pageSize()).iterator();
    boolean complete = false;
    // What is missing in a list of changes did not change: it has to be read to its end.
    while (!complete && (scope.since() != null || !missing.isEmpty()) && !scope.isOver(listed)) {
      complete = !list.hasNext();
      if (!complete) {
        RolloutData next = list.next();
        listed++;
        tasks += next.stages().stream().mapToLong(stage -> stage.tasks().size()).sum();
        if (newest == null || next.updateTime().isAfter(newest)) {
          newest = next.updateTime();
        }
        missing.remove(next.name());
        if (scope.watched().contains(next.name())) {
          found.put(next.name(), next);
        }
      }
    }
    return new Listing(found, newest, listed, tasks, complete);
  }
}
