package io.bytebase4j.gitops.rollout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told what, and when. */
class ProjectLooksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final PollerScene scene = new PollerScene();
  private final RolloutBook server = scene.server;

  @Test
  void aLookIsTakenAfterEachWait() {
    server.add(1);
    Looker looker = new Looker(SECOND);
    scene.looks.add(RolloutBook.name(1), Duration.ofMillis(300), looker);

    scene.pass(Duration.ofMillis(299));
    assertThat(server.requests()).isEmpty();
    scene.pass(Duration.ofMillis(1));
    assertThat(looker.told).containsExactly("NOT_STARTED");
    scene.pass(Duration.ofMillis(999));
    assertThat(server.requests()).containsExactly("get 1");
    server.change(1, "DONE");
    scene.pass(Duration.ofMillis(1));

    assertThat(looker.told).containsExactly("NOT_STARTED", "DONE");
    assertThat(server.requests()).containsExactly("get 1");
    assertThat(scene.looks.isEmpty()).isTrue();
  }

  @Test
  void anAnswerFromBeforeAChangeOfOursIsNotTaken() {
    server.add(1);
    Looker looker = scene.watch(1, SECOND);
    server.meanwhile =
        request -> {
          server.meanwhile = none -> {};
          server.change(1, "PENDING");
          scene.looks.changed(RolloutBook.name(1));
        };

    scene.settle();

    assertThat(server.requests()).containsExactly("get 1", "get 1");
    assertThat(looker.told).containsExactly("PENDING");
  }

  @Test
  void whatStillWaitsToBeToldWhenWeChangeTheRolloutIsNotToldAnyMore() {
    server.add(1);
    Looker looker = scene.watch(1, SECOND);
    scene.looks.tick();
    scene.runOne(scene.asks);
    assertThat(scene.calls).hasSize(1);

    server.change(1, "PENDING");
    scene.looks.changed(RolloutBook.name(1));
    scene.settle();

    assertThat(looker.told).containsExactly("PENDING");
  }

  @Test
  void anAnswerThatWasAskedForDuringACallIsNotTakenByThatWatcher() {
    server.add(1);
    Looker slow = scene.watch(1, Duration.ZERO);
    scene.looks.tick();
    scene.runOne(scene.asks);
    // Its first call waits for a thread, and another watcher has the rollout asked for again.
    Looker other = scene.watch(1, SECOND);
    server.meanwhile =
        request -> {
          server.meanwhile = none -> {};
          scene.runOne(scene.calls);
          assertThat(slow.told).containsExactly("NOT_STARTED");
          server.change(1, "RUNNING");
        };
    while (other.told.isEmpty()) {
      scene.looks.tick();
      scene.runOne(scene.asks);
      scene.runOne(scene.calls);
    }

    assertThat(other.told).containsExactly("NOT_STARTED");
    assertThat(slow.told).hasSize(1);
    scene.looks.tick();
    scene.runOne(scene.asks);
    scene.runOne(scene.calls);
    assertThat(slow.told).containsExactly("NOT_STARTED", "RUNNING");
  }

  @Test
  void anAnswerThatComesAfterANewerOneIsNotTaken() {
    server.add(1);
    Looker first = scene.watch(1, SECOND);
    List<Looker> others = new ArrayList<>();
    server.meanwhile =
        request -> {
          server.meanwhile = none -> {};
          server.change(1, "RUNNING");
          others.add(scene.watch(1, SECOND));
          scene.settle();
          // That one has it asked for once more, and nothing new is told to the one before.
          others.add(scene.watch(1, SECOND));
          scene.settle();
        };

    scene.settle();

    assertThat(server.requests()).hasSize(3);
    assertThat(first.told).containsExactly("RUNNING");
    assertThat(others).hasSize(2).allSatisfy(l -> assertThat(l.told).containsExactly("RUNNING"));
  }

  @Test
  void severalWatchersOfARolloutShareALook() {
    server.add(1);
    Looker one = scene.watch(1, SECOND);
    Looker other = scene.watch(1, SECOND);

    scene.pass(SECOND);

    assertThat(server.requests()).containsExactly("get 1", "get 1");
    assertThat(one.told).hasSize(2);
    assertThat(other.told).hasSize(2);
  }

  @Test
  void oneWhoseTimeHasNotComeHearsOfAChangeThatAnotherFound() {
    server.add(1);
    Looker often = scene.watch(1, SECOND);
    Looker seldom = scene.watch(1, SECOND.multipliedBy(100));
    scene.settle();
    server.change(1, "RUNNING");

    scene.pass(SECOND);

    assertThat(often.told).containsExactly("NOT_STARTED", "RUNNING");
    assertThat(seldom.told).containsExactly("NOT_STARTED", "RUNNING");
    scene.pass(SECOND);
    assertThat(often.told).hasSize(3);
    assertThat(seldom.told).hasSize(2);
  }

  @Test
  void oneThatWakesTheServerIsAskedForInThatWay() {
    server.add(1);
    AtomicReference<Boolean> wakes = new AtomicReference<>(true);
    scene.watch(
        1,
        new Looker(SECOND) {
          @Override
          public boolean wakes() {
            return wakes.getAndSet(false);
          }
        });

    scene.pass(SECOND.multipliedBy(2));

    assertThat(server.requests()).containsExactly("get 1", "wake 1", "get 1");
  }

  @Test
  void aFaultIsToldAndTheWatcherDecides() {
    server.add(1);
    Looker looker = scene.watch(1, SECOND);
    server.fault =
        request -> {
          throw new IllegalStateException("broken");
        };
    scene.settle();
    server.fault = request -> {};
    scene.pass(SECOND);

    assertThat(looker.told).containsExactly("failed: broken", "NOT_STARTED");
  }

  @Test
  void aWatcherThatThrowsIsToldThatItHasEndedAndOthersGoOn() {
    server.add(1);
    Looker throwing =
        scene.watch(
            1,
            new Looker(SECOND) {
              @Override
              public @Nullable Duration seen(RolloutData rollout) {
                throw new AssertionError("mine");
              }
            });
    Looker other = scene.watch(1, SECOND);

    scene.pass(SECOND.multipliedBy(2));

    assertThat(throwing.told).containsExactly("ended: mine");
    assertThat(other.told).hasSize(3);
  }

  @Test
  void aWatchThatIsCancelledIsNotToldAnythingMore() {
    server.add(1);
    Looker looker = new Looker(SECOND);
    Watch watch = scene.looks.add(RolloutBook.name(1), Duration.ZERO, looker);
    scene.looks.tick();
    scene.runOne(scene.asks);
    assertThat(scene.calls).hasSize(1);

    watch.cancel();
    watch.cancel();
    scene.pass(SECOND.multipliedBy(3));

    assertThat(looker.told).isEmpty();
    assertThat(server.requests()).containsExactly("get 1");
    assertThat(scene.looks.isEmpty()).isTrue();
  }

  @Test
  void aWatcherMayCancelItselfWithinACall() {
    server.add(1);
    AtomicReference<Watch> watch = new AtomicReference<>();
    Looker looker =
        new Looker(SECOND) {
          @Override
          public @Nullable Duration seen(RolloutData rollout) {
            watch.get().cancel();
            return super.seen(rollout);
          }
        };
    watch.set(scene.looks.add(RolloutBook.name(1), Duration.ZERO, looker));

    scene.pass(SECOND.multipliedBy(3));

    assertThat(looker.told).containsExactly("NOT_STARTED");
  }

  @Test
  void oneThatHurriesLooksAtOnce() {
    server.add(1);
    Looker looker = new Looker(SECOND);
    Watch watch = scene.looks.add(RolloutBook.name(1), SECOND, looker);

    watch.hurry();
    scene.settle();

    assertThat(looker.told).hasSize(1);
    assertThat(scene.looks.tick()).isEqualTo(SECOND);
  }

  @Test
  void oneThatIsHurriedWithinACallLooksAgainAfterIt() {
    server.add(1);
    AtomicReference<Watch> watch = new AtomicReference<>();
    Looker looker =
        new Looker(SECOND) {
          @Override
          public @Nullable Duration seen(RolloutData rollout) {
            if (told.isEmpty()) {
              watch.get().hurry();
            }
            return super.seen(rollout);
          }
        };
    watch.set(scene.looks.add(RolloutBook.name(1), Duration.ZERO, looker));

    scene.settle();

    assertThat(looker.told).hasSize(2);
    assertThat(scene.looks.tick()).isEqualTo(SECOND);
  }

  @Test
  void aClockThatIsSetBackMakesNoWaitLonger() {
    server.add(1);
    Looker looker = scene.watch(1, SECOND);
    scene.settle();

    scene.clock.pass(Duration.ofHours(-1));
    scene.pass(SECOND);

    assertThat(looker.told).hasSize(2);
  }

  @Test
  void allAreEndedButThoseInACallWhichAreToldAfterIt() {
    server.add(1);
    server.add(2);
    Looker idle = scene.watch(2, SECOND);
    scene.settle();
    Looker busy =
        new Looker(SECOND) {
          @Override
          public @Nullable Duration seen(RolloutData rollout) {
            List<Waiter> told = scene.looks.end(PollerClosedException::new);
            assertThat(told).extracting(waiter -> waiter.watcher).containsExactly(idle);
            assertThat(told).allSatisfy(waiter -> assertThat(waiter.endsFor).isNotNull());
            return super.seen(rollout);
          }
        };
    scene.watch(1, busy);

    scene.settle();

    assertThat(busy.told)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("ended: the wait for projects/hr/plans/1/rollout has ended");
    assertThat(scene.looks.isEmpty()).isTrue();
    assertThat(scene.looks.tick()).isNull();
  }
}
