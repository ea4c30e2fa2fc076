package io.bytebase4j.gitops.rollout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.ApiError;
import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.PermissionDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** Many are asked for by few requests. */
class SharedAsksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** Long enough for a first look, and not for a second. */
  private static final Duration FIRST = Duration.ofMillis(900);

  /** A wait, and how long those of a crowd wait for each other. */
  private static final Duration ROUND = Duration.ofSeconds(6);

  private final PollerScene scene = new PollerScene();
  private final RolloutBook server = scene.server;
  private final List<Looker> lookers = new ArrayList<>();

  private void rollouts(int count) {
    IntStream.rangeClosed(1, count).forEach(server::add);
  }

  /** Rollouts that nothing has changed for a minute. */
  private void oldRollouts(int count) {
    rollouts(count);
    scene.clock.pass(Duration.ofMinutes(1));
  }

  private void watch(int first, int last, Duration wait) {
    for (int id = first; id <= last; id++) {
      lookers.add(scene.watch(id, wait));
    }
  }

  /** All rollouts are watched, have been seen once, and nothing changed for long. */
  private void quietCrowd(int count) {
    oldRollouts(count);
    watch(1, count, WAIT);
    scene.pass(ROUND.multipliedBy(2));
    server.requests();
    lookers.forEach(looker -> looker.told.clear());
  }

  private static <E extends ApiException> E refusal(
      int status, ErrorCode code, BiFunction<CallFacts, ApiError, E> make) {
    return make.apply(
        new CallFacts("RolloutService/ListRollouts", "GET", "/v1/…", 1, Duration.ZERO),
        new ApiError(status, code, "no", List.of(), null, null));
  }

  @Test
  void aFewAreAskedForOneByOne() {
    rollouts(100);
    watch(1, 4, WAIT);

    scene.pass(FIRST);

    assertThat(server.requests()).containsExactly("get 1", "get 2", "get 3", "get 4");
  }

  @Test
  void aCrowdIsAskedForByAListThatEndsWhenAllAreFound() {
    rollouts(1000);
    watch(901, 1000, WAIT);

    scene.pass(FIRST);

    assertThat(server.requests()).containsExactly("list from 0");
    assertThat(lookers).hasSize(100).allSatisfy(l -> assertThat(l.told).hasSize(1));
  }

  @Test
  void pagesAreLargerOnceItIsKnownThatRolloutsAreSmall() {
    rollouts(2500);
    scene.clock.pass(Duration.ofHours(1));
    watch(1, 2500, WAIT);
    scene.pass(FIRST);
    assertThat(server.requests()).hasSize(25).last().isEqualTo("list from 2400");

    scene.pass(Duration.ofMinutes(1));

    assertThat(server.requests())
        .filteredOn(request -> request.startsWith("list"))
        .containsExactly("list from 0", "list from 1000", "list from 2000");
  }

  @Test
  void whatIsTooOldForTheListIsAskedForOneByOne() {
    rollouts(5000);
    watch(1, 3, WAIT);
    watch(4998, 5000, WAIT);

    scene.pass(FIRST);

    assertThat(server.requests())
        .containsExactly("list from 0", "list from 100", "get 1", "get 2", "get 3");
    assertThat(lookers).allSatisfy(l -> assertThat(l.told).containsExactly("NOT_STARTED"));
  }

  @Test
  void changesOnlyAreListedOnceAllAreKnown() {
    quietCrowd(1000);

    scene.pass(ROUND);

    assertThat(server.requests()).hasSizeBetween(5, 7).containsOnly("changes from 0");
    assertThat(lookers).allSatisfy(l -> assertThat(l.told).hasSizeBetween(1, 2));
  }

  @Test
  void eachHearsOfItsOwnChangeThoughItsTimeHasNotCome() {
    oldRollouts(1000);
    watch(1, 900, WAIT.multipliedBy(100));
    watch(901, 1000, SECOND);
    scene.pass(Duration.ofMillis(500));
    server.change(7, "RUNNING");
    server.requests();

    scene.pass(SECOND);

    assertThat(server.requests()).containsOnly("changes from 0");
    assertThat(lookers.get(6).told).containsExactly("NOT_STARTED", "RUNNING");
    assertThat(lookers.get(7).told).containsExactly("NOT_STARTED");
    assertThat(lookers.get(999).told).containsExactly("NOT_STARTED", "NOT_STARTED");
  }

  @Test
  void changesAreFollowedAlsoOfThoseThatWereLongNotReadThemselves() {
    oldRollouts(100);
    watch(1, 100, Duration.ofMinutes(10));
    scene.pass(Duration.ofMinutes(5));
    server.change(7, "RUNNING");
    server.requests();

    scene.pass(Duration.ofMinutes(2));

    assertThat(server.requests()).containsExactly("changes from 0");
    assertThat(lookers.get(6).told).containsExactly("NOT_STARTED", "RUNNING");
  }

  @Test
  void allAreRefreshedTogether() {
    oldRollouts(2000);
    for (int id = 10; id <= 2000; id += 10) {
      watch(id, id, Duration.ofMillis(4000 + id));
    }
    scene.pass(SECOND.multipliedBy(20));
    server.requests();

    scene.pass(SECOND.multipliedBy(30));

    List<String> requests = server.requests();
    assertThat(requests)
        .filteredOn(request -> request.startsWith("list"))
        .containsExactly("list from 0", "list from 1000");
    assertThat(requests).filteredOn(request -> request.startsWith("get")).hasSizeLessThan(10);
  }

  @Test
  void theServersClockMayDifferAndChangesMayBeOldWhenTheyAreSeen() {
    quietCrowd(1000);
    for (int id = 1; id <= 1000; id++) {
      server.change(id, id % 2 == 0 ? "DONE" : "RUNNING");
      if (id % 50 == 0) {
        scene.pass(Duration.ofMillis(700));
      }
    }
    scene.pass(ROUND);

    for (int id = 1; id <= 1000; id++) {
      assertThat(lookers.get(id - 1).told).last().isEqualTo(id % 2 == 0 ? "DONE" : "RUNNING");
    }
    assertThat(server.requests()).allMatch(request -> request.startsWith("changes"));
  }

  @Test
  void aListOfChangesTellsNothingOfThoseWhoseChangesWereNotKnownUntilItsBegin() {
    oldRollouts(100);
    watch(1, 4, Duration.ofSeconds(33));
    scene.pass(Duration.ofSeconds(2));
    server.change(1, "RUNNING");
    scene.pass(Duration.ofSeconds(29));
    IntStream.rangeClosed(91, 100).forEach(id -> server.change(id, "PENDING"));
    watch(91, 100, Duration.ofMillis(300));
    scene.pass(FIRST);
    // The time of the old ones comes while changes of others are listed.
    server.meanwhile =
        request -> {
          server.meanwhile = none -> {};
          assertThat(request).isEqualTo("changes from 0");
          scene.clock.pass(Duration.ofSeconds(2));
        };
    scene.pass(SECOND.multipliedBy(5));

    assertThat(lookers.get(0).told).containsExactly("NOT_STARTED", "RUNNING");
    assertThat(lookers.get(1).told).containsExactly("NOT_STARTED", "NOT_STARTED");
  }

  @Test
  void whatWeSkipIsSeenAtOnceThoughNoListOfChangesHoldsIt() {
    quietCrowd(100);

    new NotingCalls(server, scene.looks::changed)
        .skip(RolloutBook.name(7) + "/stages/test", List.of("x"), "why");
    scene.pass(Duration.ofMillis(300));

    assertThat(server.requests()).containsExactly("get 7");
    assertThat(lookers.get(6).told).containsExactly("SKIPPED");
  }

  @Test
  void whatOthersSkipIsSeenAfterTheRefreshAtMost() {
    quietCrowd(100);
    server.changeUnseen(7, "SKIPPED");

    scene.pass(ROUND);
    assertThat(lookers.get(6).told).containsExactly("NOT_STARTED");

    scene.pass(PollerSettings.DEFAULT.refresh());

    assertThat(lookers.get(6).told).endsWith("SKIPPED");
    assertThat(server.requests()).containsOnlyOnce("list from 0");
  }

  @Test
  void aListFromBeforeAChangeOfOursIsNotTaken() {
    quietCrowd(100);
    server.meanwhile =
        request -> {
          server.meanwhile = none -> {};
          server.changeUnseen(7, "SKIPPED");
          scene.looks.changed(RolloutBook.name(7));
        };

    scene.pass(ROUND);

    assertThat(server.requests()).startsWith("changes from 0", "get 7");
    assertThat(lookers.get(6).told).startsWith("SKIPPED");
    assertThat(lookers.get(7).told).startsWith("NOT_STARTED");
  }

  @Test
  void aFaultOfTheListIsToldToEachWhoseTimeHadCome() {
    oldRollouts(10);
    watch(1, 6, WAIT);
    watch(7, 10, WAIT.multipliedBy(100));
    scene.pass(FIRST);
    server.fault =
        request -> {
          throw new IllegalStateException("broken");
        };

    scene.pass(ROUND);

    assertThat(lookers.subList(0, 6))
        .allSatisfy(l -> assertThat(l.told).containsExactly("NOT_STARTED", "failed: broken"));
    assertThat(lookers.subList(6, 10))
        .allSatisfy(l -> assertThat(l.told).containsExactly("NOT_STARTED"));
    server.fault = request -> {};
    scene.pass(ROUND);
    assertThat(lookers.get(0).told).endsWith("NOT_STARTED");
  }

  @Test
  void whereListsAreNotAllowedEachIsAskedForByItself() {
    rollouts(6);
    watch(1, 6, WAIT);
    server.fault =
        request -> {
          if (!request.startsWith("get")) {
            throw refusal(403, ErrorCode.PERMISSION_DENIED, PermissionDeniedException::new);
          }
        };

    scene.pass(FIRST);
    assertThat(server.requests())
        .containsExactly("list from 0", "get 1", "get 2", "get 3", "get 4", "get 5", "get 6");
    scene.pass(ROUND);

    assertThat(server.requests()).hasSize(6).allMatch(request -> request.startsWith("get"));
    assertThat(lookers)
        .allSatisfy(l -> assertThat(l.told).containsExactly("NOT_STARTED", "NOT_STARTED"));
  }

  @Test
  void whereChangesCannotBeListedAllAre() {
    quietCrowd(6);
    server.fault =
        request -> {
          if (request.startsWith("changes")) {
            throw refusal(400, ErrorCode.INVALID_ARGUMENT, InvalidArgumentException::new);
          }
        };

    scene.pass(ROUND);
    assertThat(server.requests()).containsExactly("changes from 0", "list from 0");
    scene.pass(ROUND);

    assertThat(server.requests()).containsExactly("list from 0");
    assertThat(lookers).allSatisfy(l -> assertThat(l.told).hasSize(2));
  }

  @Test
  void aCrowdThatIsEagerIsStillAskedForFourTimesASecond() {
    rollouts(1000);
    watch(1, 1000, Duration.ofMillis(1));
    scene.pass(SECOND);
    server.requests();

    scene.pass(SECOND.multipliedBy(10));

    assertThat(server.requests()).hasSizeBetween(30, 40);
    assertThat(lookers).allSatisfy(l -> assertThat(l.told).hasSizeGreaterThan(30));
  }

  @Test
  void oneOfACrowdWakesTheServerForAll() {
    rollouts(100);
    for (int id = 1; id <= 100; id++) {
      scene.watch(
          id,
          new Looker(WAIT) {
            @Override
            public boolean wakes() {
              return true;
            }
          });
    }
    scene.pass(SECOND);
    server.requests();

    scene.pass(ROUND);

    assertThat(server.requests()).areExactly(1, wakeRequest());
  }

  private static Condition<String> wakeRequest() {
    return new Condition<>(request -> request.startsWith("wake"), "wake");
  }
}
