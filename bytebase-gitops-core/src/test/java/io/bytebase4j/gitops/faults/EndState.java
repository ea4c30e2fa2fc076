package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.journal.StepState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What there is at the end.
 *
 * @param releases the names of all releases
 * @param plans the names of all plans
 * @param rollouts the names of all rollouts, with those of their plans
 * @param runs the statuses of each task's runs
 * @param applied for each database, the versions as their statements left them
 * @param revisions for each database, the versions as the server has them
 */
record EndState(
    List<String> releases,
    List<String> plans,
    Map<String, String> rollouts,
    Map<String, List<String>> runs,
    Map<String, List<String>> applied,
    Map<String, List<String>> revisions) {

  /** How many releases, plans, rollouts and task runs there are. */
  String counts() {
    int all = runs.values().stream().mapToInt(List::size).sum();
    return "%d, %d, %d, %d".formatted(releases.size(), plans.size(), rollouts.size(), all);
  }

  /** The names of the rollouts, the newest first. */
  List<String> rolloutNames() {
    return rollouts.keySet().stream().sorted(Comparator.reverseOrder()).toList();
  }

  /** Plans that run nothing. */
  List<String> orphans() {
    return plans.stream().filter(plan -> !rollouts.containsValue(plan)).toList();
  }

  /** There are one release, one plan and one rollout; each task ran once, as did each file. */
  EndState requireAllOnce(String... versions) {
    assertThat(releases).as("releases").hasSize(1);
    assertThat(plans).as("plans").hasSize(1);
    assertThat(rollouts).as("rollouts").hasSize(1);
    assertThat(runs).as("runs").isNotEmpty().allSatisfy((task, all) -> assertThat(all).hasSize(1));
    return requireApplied(versions);
  }

  /** Each database has each migration exactly once. */
  EndState requireApplied(String... versions) {
    assertThat(applied)
        .as("statements")
        .isNotEmpty()
        .allSatisfy((target, all) -> assertThat(all).containsExactly(versions));
    assertThat(revisions)
        .as("revisions")
        .isNotEmpty()
        .allSatisfy((target, all) -> assertThat(all).containsExactly(versions));
    return this;
  }

  /** What the journal says is done is so, and all is begun. */
  void requireAgrees(GitOpsJournal journal) {
    List<JournalEntry> entries = journal.entries();
    Stream.of(StepKind.RELEASE, StepKind.PLAN, StepKind.ROLLOUT)
        .forEach(
            kind ->
                assertThat(journal.last(kind).orElseThrow().state())
                    .as(kind.name())
                    .isEqualTo(StepState.DONE));
    assertThat(done(entries, JournalFacts.RELEASE)).isSubsetOf(releases);
    assertThat(done(entries, JournalFacts.PLAN)).isSubsetOf(rollouts.values());
    assertThat(done(entries, JournalFacts.ROLLOUT)).isSubsetOf(rollouts.keySet());
    // A stage that came to its end after the kill is not waited for again, and stays as begun.
    assertThat(entries)
        .filteredOn(entry -> entry.kind().equals(StepKind.STAGE))
        .noneMatch(entry -> entry.state() == StepState.FAILED)
        .extracting(entry -> entry.fact(JournalFacts.STAGE).orElseThrow())
        .contains("test", "prod");
  }

  private static Stream<String> done(List<JournalEntry> entries, String fact) {
    return entries.stream()
        .filter(entry -> entry.state() == StepState.DONE)
        .flatMap(entry -> entry.fact(fact).stream());
  }
}
