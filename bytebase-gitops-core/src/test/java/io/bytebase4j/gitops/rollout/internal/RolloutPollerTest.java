package io.bytebase4j.gitops.rollout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import io.bytebase4j.testkit.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The poller's threads. Time passes as fast as it is slept through. */
@Timeout(60)
class RolloutPollerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final RolloutBook server = new RolloutBook(clock);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private RolloutPoller poller = poller(clock, clock::pass, PollerSettings.DEFAULT);

  private RolloutPoller poller(Clock clock, Sleeper sleeper, PollerSettings settings) {
    return new RolloutPoller(
        server,
        clock,
        time -> {
          threads.add(Thread.currentThread());
          sleeper.sleep(time);
        },
        settings);
  }

  @AfterEach
  void close() {
    poller.close();
  }

  /** Tells the test what it is told. */
  private class Teller implements Watcher {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final @Nullable Duration wait;

    Teller(@Nullable Duration wait) {
      this.wait = wait;
    }

    @Override
    public @Nullable Duration seen(RolloutData rollout) {
      threads.add(Thread.currentThread());
      told.add(RolloutBook.status(rollout));
      return wait;
    }

    @Override
    public @Nullable Duration failed(RuntimeException fault) {
      told.add("failed: " + fault);
      return wait;
    }

    @Override
    public void ended(Throwable why) {
      told.add("ended: " + why.getMessage());
    }
  }

  private <T extends Watcher> T watch(int id, Duration firstWait, T watcher) {
    server.add(id);
    poller.watch(RolloutBook.name(id), firstWait, watcher);
    return watcher;
  }

  private void awaitEndOfThreads() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void rolloutsAreLookedAtOnDaemonThreads() throws InterruptedException {
    server.meanwhile = request -> threads.add(Thread.currentThread());
    Teller teller = watch(1, SECOND, new Teller(SECOND));

    assertThat(teller.told.take()).isEqualTo("NOT_STARTED");
    assertThat(teller.told.take()).isEqualTo("NOT_STARTED");

    assertThat(threads).hasSizeBetween(3, 9).allMatch(Thread::isDaemon);
    assertThat(threads).allMatch(thread -> thread.getName().startsWith("bytebase4j-rollouts"));
  }

  @Test
  void aSlowWatcherDoesNotStopTheOthers() throws InterruptedException {
    CountDownLatch free = new CountDownLatch(1);
    Teller slow =
        watch(
            1,
            Duration.ZERO,
            new Teller(SECOND) {
              @Override
              public @Nullable Duration seen(RolloutData rollout) {
                told.add("begun");
                awaitUnlessInterrupted(free);
                return super.seen(rollout);
              }
            });
    assertThat(slow.told.take()).isEqualTo("begun");
    Teller other = watch(2, Duration.ZERO, new Teller(SECOND));

    for (int look = 0; look < 5; look++) {
      assertThat(other.told.take()).isEqualTo("NOT_STARTED");
    }

    assertThat(slow.told).isEmpty();
    free.countDown();
    assertThat(slow.told.take()).isEqualTo("NOT_STARTED");
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted");
    }
  }

  @Test
  void oneThatComesLaterButIsDueEarlierIsNotKeptWaiting() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(1);
    poller =
        poller(
            Clock.systemUTC(),
            time -> {
              asleep.countDown();
              Sleeper.SYSTEM.sleep(time);
            },
            PollerSettings.DEFAULT);
    watch(1, HOUR, new Teller(HOUR));
    asleep.await();

    Teller soon = watch(2, Duration.ofMillis(1), new Teller(HOUR));

    assertThat(soon.told.take()).isEqualTo("NOT_STARTED");
  }

  @Test
  void closingEndsWatchesAndRequestsAndThreads() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    server.meanwhile =
        request -> {
          threads.add(Thread.currentThread());
          asked.countDown();
          awaitUnlessInterrupted(new CountDownLatch(1));
        };
    Teller hanging = watch(1, Duration.ZERO, new Teller(SECOND));
    asked.await();
    Teller waiting = watch(2, HOUR.multipliedBy(1_000_000), new Teller(SECOND));

    poller.close();
    poller.close();

    assertThat(hanging.told.take())
        .isEqualTo(
            "ended: the wait for projects/hr/plans/1/rollout has ended, since the GitOps that it was"
                + " made by is closed; the rollout goes on, and can be attached to by its name");
    assertThat(waiting.told.take()).startsWith("ended: the wait for projects/hr/plans/2/rollout");
    awaitEndOfThreads();
    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
    assertThat(hanging.told).isEmpty();
    assertThatExceptionOfType(PollerClosedException.class)
        .isThrownBy(() -> poller.watch(RolloutBook.name(3), SECOND, waiting));
  }

  @Test
  void closingInterruptsWatchersThatAreCalledAndTellsThemAfterwards() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(1);
    Teller busy =
        watch(
            1,
            Duration.ZERO,
            new Teller(SECOND) {
              @Override
              public @Nullable Duration seen(RolloutData rollout) {
                called.countDown();
                try {
                  awaitUnlessInterrupted(new CountDownLatch(1));
                } catch (IllegalStateException e) {
                  told.add("interrupted");
                }
                return super.seen(rollout);
              }
            });
    called.await();

    poller.close();

    assertThat(busy.told.take()).isEqualTo("interrupted");
    assertThat(busy.told.take()).isEqualTo("NOT_STARTED");
    assertThat(busy.told.take()).startsWith("ended: the wait for");
  }

  @Test
  void closingFromAWatcherIsNoDeadlock() throws InterruptedException {
    Teller closing =
        watch(
            1,
            Duration.ZERO,
            new Teller(SECOND) {
              @Override
              public @Nullable Duration seen(RolloutData rollout) {
                poller.close();
                return super.seen(rollout);
              }
            });

    assertThat(closing.told.take()).isEqualTo("NOT_STARTED");
    assertThat(closing.told.take()).startsWith("ended");
  }

  @Test
  void threadsThatHaveNothingToDoEndAndComeBack() throws InterruptedException {
    poller = poller(clock, clock::pass, PollerSettings.DEFAULT.withKeepAlive(Duration.ofMillis(1)));
    server.meanwhile = request -> threads.add(Thread.currentThread());
    for (int round = 1; round <= 3; round++) {
      Teller teller = watch(round, SECOND, new Teller(null));

      assertThat(teller.told.take()).isEqualTo("NOT_STARTED");
      awaitEndOfThreads();
      assertThat(threads).hasSizeGreaterThanOrEqualTo(3).noneMatch(Thread::isAlive);
      threads.clear();
    }
  }

  @Test
  void nothingIsKeptOfWatchesThatHaveEnded() throws InterruptedException {
    Teller last = new Teller(null);
    for (int id = 1; id <= 100; id++) {
      String rollout = "projects/p" + id + "/plans/" + id + "/rollout";
      server.add(id);
      poller.watch(rollout, SECOND, new Teller(null));
      poller.watch(rollout, HOUR, new Teller(null)).cancel();
    }
    poller.watch(RolloutBook.name(1), SECOND, last);

    while (poller.busyProjects().size() > 0) {
      Thread.onSpinWait();
    }

    assertThat(last.told.take()).isEqualTo("NOT_STARTED");
  }

  @Test
  void aSleeperThatThrowsEndsTheWatchesAndNotThePoller() throws InterruptedException {
    poller =
        poller(
            clock,
            time -> {
              if (time.compareTo(SECOND) > 0) {
                throw new IllegalStateException("can't sleep");
              }
              clock.pass(time);
            },
            PollerSettings.DEFAULT);

    Teller first = watch(1, HOUR, new Teller(SECOND));
    assertThat(first.told.take()).isEqualTo("ended: can't sleep");
    Teller second = watch(1, SECOND, new Teller(null));
    assertThat(second.told.take()).isEqualTo("NOT_STARTED");
  }

  @Test
  void aSleeperThatIsInterruptedByOthersEndsTheWatches() throws InterruptedException {
    poller =
        poller(
            clock,
            time -> {
              throw new InterruptedException("by others");
            },
            PollerSettings.DEFAULT);

    assertThat(watch(1, HOUR, new Teller(SECOND)).told.take()).isEqualTo("ended: by others");
  }
}
