package io.bytebase4j.gitops.release;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.PassingFaults;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseDraft;
import io.bytebase4j.gitops.internal.ReleaseIdTakenException;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one release. Where an answer is lost, it is looked for what was made, and sent again only
 * if nothing was. Used once, by one thread.
 */
final class ReleaseCreation {
  private static final int MOST_SENDS = 3;
  private static final int MOST_TAKEN = 100;

  /**
   * The waits between looks for what a lost answer may have made. A server that was reached
   * directly ends with the connection; one behind a proxy may go on for a while. Should it go on
   * for longer, what it makes has a higher iteration than what is sent again, and runs nothing.
   */
  private static final List<Duration> LOOKS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private final ReleaseCalls server;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ReleaseRequest request;
  private final List<MigrationFile> files;
  private final ReleaseSearch search;
  private final Instant start;
  private int sends;

  /** How often the id that we chose was that of something else. */
  private int taken;

  /**
   * Begins.
   *
   * @param start when it was last seen that there is no such release, or that did not matter
   */
  ReleaseCreation(
      ReleaseCalls server,
      Clock clock,
      Sleeper sleeper,
      ReleaseRequest request,
      List<MigrationFile> files,
      ReleaseSearch search,
      Instant start) {
    this.server = server;
    this.clock = clock;
    this.sleeper = sleeper;
    this.request = request;
    this.files = files;
    this.search = search;
    this.start = start;
  }

  /** Makes it. */
  ReleaseRef create() {
    List<FileData> sent = ContentReferences.of(server, request, files);
    while (true) {
      sends++;
      ReleaseData made;
      try {
        made = server.create(draft(sent));
      } catch (NotFoundException e) {
        if (!ContentReferences.anyIn(sent)) {
          throw afterwards(e);
        }
        // A sheet is gone, most likely. The server does not say which others are.
        sent = ContentReferences.none(files);
        sends--;
        continue;
      } catch (ReleaseIdTakenException e) {
        // Somebody was faster, or an answer was lost. The id of other contents is stepped over.
        List<ReleaseData> there = search.find(possibleTexts());
        if (!there.isEmpty()) {
          return ReleasePublisher.ref(there.get(0), true, List.of());
        }
        if (++taken == MOST_TAKEN) {
          throw unknown("all ids that it could have are those of others", e);
        }
        sends--;
        continue;
      } catch (OutcomeUnknownException e) {
        Optional<ReleaseData> found = lookFor(e);
        if (found.isPresent()) {
          return ReleasePublisher.ref(found.get(), true, List.of());
        }
        if (sends == MOST_SENDS || !mayPass(e)) {
          throw unknown("it is not known whether the release was made; so far it is not there", e);
        }
        continue;
      } catch (RuntimeException e) {
        throw afterwards(e);
      }
      return settled(made);
    }
  }

  private static boolean mayPass(OutcomeUnknownException e) {
    return e.getCause() instanceof BytebaseException cause && PassingFaults.mayPass(cause);
  }

  /** A failure that is plain if nothing was sent before, and else leaves that open. */
  private RuntimeException afterwards(RuntimeException e) {
    return sends == 1
        ? e
        : unknown(
            "it is not known whether the release was made: an answer was lost, and then it failed",
            e);
  }

  private ReleaseDraft draft(List<FileData> sent) {
    return new ReleaseDraft(
        request.project(),
        request.migrations().type() == MigrationType.DECLARATIVE,
        sent,
        search.ids().id(search.ids().textAt(clock.instant()), taken),
        search.ids().serverTemplate(),
        request.idTemplate().zone().getId(),
        request.vcsSource());
  }

  /** Looks for what a call made whose answer is lost, for a while. */
  private Optional<ReleaseData> lookFor(OutcomeUnknownException lost) {
    try {
      List<ReleaseData> found = search.find(possibleTexts());
      for (Duration wait : LOOKS) {
        if (!found.isEmpty()) {
          break;
        }
        sleeper.sleep(wait);
        found = search.find(possibleTexts());
      }
      return found.stream().findFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(
          "the thread was interrupted while it was looked whether the release was made", lost);
    } catch (RuntimeException e) {
      e.addSuppressed(lost);
      throw unknown("it could not be told whether the release was made", e);
    }
  }

  private List<String> possibleTexts() {
    return search.ids().texts(start, clock.instant());
  }

  /** What to take, now that one was made: that one, or one that was made at the same time. */
  private ReleaseRef settled(ReleaseData made) {
    search.contents().requireSentTo(made);
    List<ReleaseData> same;
    try {
      same = search.besides(made, Duration.between(start, clock.instant()).abs());
    } catch (RuntimeException e) {
      throw unknown(
          made.name()
              + " was made, but it could not be told whether another one with the same content is"
              + " to be taken",
          e);
    }
    String taken = same.get(0).name();
    List<String> others =
        Stream.concat(same.stream(), Stream.of(made))
            .map(ReleaseData::name)
            .filter(name -> !name.equals(taken))
            .distinct()
            .toList();
    return ReleasePublisher.ref(same.get(0), !taken.equals(made.name()), others);
  }

  private ReleaseOutcomeUnknownException unknown(String what, RuntimeException cause) {
    return new ReleaseOutcomeUnknownException(
        what,
        possibleTexts().stream()
            .map(text -> server.shown(request.project(), search.ids().id(text, 0)))
            .toList(),
        sends,
        cause);
  }
}
