package io.bytebase4j.gitops.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.GitOps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two release the same at once, or a day ends meanwhile: everybody ends with the same release. */
@ExtendWith(ReleaseServerExtension.class)
class ReleaseRacesTest {
  private static final String LOST_RACE =
      """
      {"code":13,"message":"failed to create release: failed to insert release: ERROR: duplicate \
      key value violates unique constraint \\"release_pkey\\" (SQLSTATE 23505)"}
      """;

  private final ReleaseServer server;

  ReleaseRacesTest(ReleaseServer server) {
    this.server = server;
  }

  /** Somebody who does something once, after the last of the looks and before the create. */
  private GitOps gitOps(Clock clock, Sleeper sleeper, Runnable beforeTheCreate) {
    AtomicBoolean done = new AtomicBoolean();
    BytebaseClient client =
        server.client(
            sleeper,
            options ->
                options.listener(
                    event -> {
                      if (event instanceof ClientEvent.CallEnded ended
                          && ended.facts().path().endsWith("-20261123-RC00")
                          && !done.getAndSet(true)) {
                        beforeTheCreate.run();
                      }
                    }));
    return GitOps.using(client).clock(clock).sleeper(sleeper).build();
  }

  private void itIs(String time) {
    server.time.pass(Duration.between(server.time.instant(), Instant.parse(time)));
  }

  @Test
  void twoPublishersAtOnceEndWithTheLowerRelease() throws Exception {
    ReleaseRequest request = server.request();
    CyclicBarrier bothLooked = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<ReleaseRef>> both =
          List.of(
              CompletableFuture.supplyAsync(() -> publish(request, bothLooked), threads),
              CompletableFuture.supplyAsync(() -> publish(request, bothLooked), threads));
      List<ReleaseRef> made = List.of(both.get(0).get(), both.get(1).get());

      assertThat(made)
          .extracting(ReleaseRef::name)
          .allMatch(name -> name.endsWith("-20261123-RC00"))
          .containsOnly(made.get(0).name());
      assertThat(made).extracting(ReleaseRef::adopted).containsExactlyInAnyOrder(true, false);
      assertThat(made)
          .flatExtracting(ReleaseRef::duplicates)
          .containsExactly(made.get(0).name().replace("-RC00", "-RC01"));
    } finally {
      threads.shutdownNow();
    }
  }

  private ReleaseRef publish(ReleaseRequest request, CyclicBarrier bothLooked) {
    return gitOps(server.time, server.time::pass, () -> await(bothLooked)).release(request);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoLosesTheRaceAtTheServerTakesTheReleaseOfTheWinner() {
    ReleaseRequest request = server.request();
    GitOps winner = server.gitOps();
    GitOps loser =
        gitOps(
            server.time,
            server.time::pass,
            () -> {
              winner.release(request);
              server.creates(1).answer(500, LOST_RACE);
            });

    ReleaseRef release = loser.release(request);

    assertThat(release.adopted()).isTrue();
    assertThat(release.duplicates()).isEmpty();
    assertThat(server.releasesOf(request)).containsExactly("20261123-RC00");
  }

  @Test
  void twoWhoAlwaysMakeNewOnesNeverTakeEachOthers() {
    ReleaseRequest request = server.request().withReuse(ReleaseReuse.ALWAYS_NEW);
    server.creates(2).loseAnswer();

    ReleaseRef one = server.gitOps().release(request);
    ReleaseRef other = server.gitOps().release(request);

    assertThat(one.name()).isNotEqualTo(other.name());
    assertThat(server.releasesOf(request)).containsExactly("20261123-RC00", "20261123-RC00");
  }

  @Test
  void aDayThatEndsBetweenTheSendAndTheLookHidesNothing() {
    itIs("2026-11-23T23:59:59Z");
    ReleaseRequest request = server.request();
    server.creates(1).loseAnswer();
    BytebaseClient client =
        server.client(
            server.time::pass,
            options ->
                options.listener(
                    event -> {
                      if (event instanceof ClientEvent.AttemptEnded ended
                          && ended.httpMethod().equals("POST")
                          && ended.path().endsWith("/releases")) {
                        itIs("2026-11-24T00:10:00Z");
                      }
                    }));

    ReleaseRef release =
        GitOps.using(client).clock(server.time).sleeper(server.time::pass).build().release(request);

    assertThat(release.name()).endsWith("-20261123-RC00");
    assertThat(server.releasesOf(request)).containsExactly("20261123-RC00");
  }

  @Test
  void aDayThatEndsBeforeTheCreateIsWhereItIsMade() {
    itIs("2026-11-23T23:54:00Z");
    ReleaseRequest request = server.request();
    server.creates(1).loseAnswer();
    GitOps gitOps = gitOps(server.time, server.time::pass, () -> itIs("2026-11-24T00:10:00Z"));

    ReleaseRef release = gitOps.release(request);

    assertThat(release.name()).endsWith("-20261124-RC00");
    assertThat(server.releasesOf(request)).containsExactly("20261124-RC00");
  }

  @Test
  void ofTwoWhoArePartedByMidnightTheLaterTakesTheReleaseOfTheDayBefore() {
    itIs("2026-11-23T23:59:58Z");
    ReleaseRequest request = server.request();
    GitOps early = server.gitOps();
    GitOps late =
        gitOps(
            server.time,
            server.time::pass,
            () -> {
              early.release(request);
              itIs("2026-11-24T00:00:01Z");
            });

    ReleaseRef release = late.release(request);

    assertThat(release.name()).endsWith("-20261123-RC00");
    assertThat(release.adopted()).isTrue();
    assertThat(release.duplicates())
        .containsExactly(release.name().replace("-20261123-", "-20261124-"));
    assertThat(early.release(request).name()).isEqualTo(release.name());
  }

  @Test
  void aClockThatIsMinutesOffFindsWhatWasMade() {
    for (long minutes : List.of(-4L, 4L)) {
      for (String time : List.of("2026-11-23T23:58:00Z", "2026-11-24T00:02:00Z")) {
        itIs(time);
        ReleaseRequest request = server.request();
        server.creates(1).loseAnswer();
        Clock ours = Clock.offset(server.time, Duration.ofMinutes(minutes));
        GitOps gitOps = gitOps(ours, server.time::pass, () -> {});

        ReleaseRef release = gitOps.release(request);

        assertThat(release.adopted()).isTrue();
        assertThat(server.releasesOf(request)).hasSize(1);
        assertThat(gitOps.release(request).name()).isEqualTo(release.name());
      }
    }
  }

  @Test
  void aClockThatIsADayOffMakesADuplicateThatIsNotTaken() {
    ReleaseRequest request = server.request();
    server.creates(1).loseAnswer();
    Clock ours = Clock.offset(server.time, Duration.ofDays(3));

    ReleaseRef release = gitOps(ours, server.time::pass, () -> {}).release(request);

    assertThat(release.name()).endsWith("-20261123-RC00");
    assertThat(release.duplicates()).hasSize(1);
  }
}
