package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks for releases that hold the same, by the ids that they would have. Needs the permission
 * {@code bb.releases.get}.
 *
 * <p>Where there are several, everybody has to take the same one. Of those whose ids begin alike it
 * is the one of the lowest iteration: the server counts up, so that whoever made one sees all below
 * it. Of those whose ids begin otherwise, because a day ended meanwhile, it is the oldest.
 *
 * @param server the server
 * @param project the project
 * @param ids the ids
 * @param contents what the release has to hold; others are stepped over
 * @param since no release that is looked for was made before
 */
record ReleaseSearch(
    ReleaseCalls server, String project, ReleaseIds ids, ReleaseContents contents, Instant since) {
  /** With this key in their ids, releases of other content are hardly ever there. */
  private static final int MOST_ITERATIONS = 100;

  /** By how much the clock of the server and that of its database may differ. */
  private static final Duration SERVER_SKEW = Duration.ofSeconds(5);

  /**
   * Looks for ids.
   *
   * @param texts what they begin with, in the order of time
   * @return at most one for each text; the first is the one to take
   */
  List<ReleaseData> find(List<String> texts) {
    List<ReleaseData> found = new ArrayList<>();
    for (String text : texts) {
      lowest(text).ifPresent(found::add);
    }
    return oldestFirst(found);
  }

  private static List<ReleaseData> oldestFirst(List<ReleaseData> releases) {
    return releases.stream().sorted(Comparator.comparing(ReleaseData::createTime)).toList();
  }

  private Optional<ReleaseData> lowest(String text) {
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      Optional<ReleaseData> there = find(text, iteration);
      if (there.isEmpty() || contents.areHeldBy(there.get())) {
        return there;
      }
    }
    return Optional.empty();
  }

  /**
   * Looks for those that others may have made in the time in which one was made. Most often no
   * other id is possible, and nothing is asked.
   *
   * @param made the one
   * @param within how long it took to make it
   * @return at most one for each beginning, the one itself among them if it is the lowest of its
   *     own; the first is the one to take
   */
  List<ReleaseData> besides(ReleaseData made, Duration within) {
    OptionalInt iteration = ids.iteration(made.id());
    if (iteration.isEmpty() || made.createTime().equals(Instant.EPOCH)) {
      return List.of(made);
    }
    String own = ids.text(made.id());
    List<ReleaseData> found = new ArrayList<>();
    // By the clock of the server, which is not ours.
    for (String text :
        ids.template()
            .texts(
                ids.key(),
                made.createTime().minus(within).minus(SERVER_SKEW),
                made.createTime().plus(SERVER_SKEW))) {
      if (!text.equals(own)) {
        lowest(text).ifPresent(found::add);
      }
    }
    found.add(below(own, iteration.getAsInt()).orElseGet(() -> firstOf(made)));
    return oldestFirst(found);
  }

  /** Where two may have the same id, all have to take the first. */
  private ReleaseData firstOf(ReleaseData made) {
    return server.idsAreUnique()
        ? made
        : server.findById(project, made.id(), since).filter(contents::areHeldBy).orElse(made);
  }

  private Optional<ReleaseData> find(String text, int iteration) {
    return server.findById(project, ids.id(text, iteration), since);
  }

  /** Looks below an iteration. One that is not there is no end here: it was deleted. */
  private Optional<ReleaseData> below(String text, int end) {
    for (int iteration = 0; iteration < end; iteration++) {
      Optional<ReleaseData> there = find(text, iteration);
      if (there.isPresent() && contents.areHeldBy(there.get())) {
        return there;
      }
    }
    return Optional.empty();
  }
}
