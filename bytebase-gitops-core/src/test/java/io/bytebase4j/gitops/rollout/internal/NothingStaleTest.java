package io.bytebase4j.gitops.rollout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens in whatever order, no watcher is told a state that is older than the return of
 * its last call, and in the end each knows the last state.
 */
class NothingStaleTest {
  private static final int ROLLOUTS = 12;

  private PollerScene scene = new PollerScene();
  private final Map<Integer, Integer> version = new HashMap<>();

  /** The last version that lists of changes show, or that we made ourselves. */
  private final Map<Integer, Integer> sure = new HashMap<>();

  private final List<Strict> watchers = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();

  private enum Kind {
    CHANGE,
    OUR_SKIP,
    SKIP_BY_OTHERS,
    WATCH,
    CANCEL,
    ASK,
    CALL,
    TICK,
    PASS,
    /** The next five steps happen while a request is under way. */
    DURING_REQUEST,
    FAIL_ONCE
  }

  private record Step(Kind kind, int rollout, int millis) {}

  /** A watcher that knows what it may not be told any more. */
  private final class Strict implements Watcher {
    private final int id;
    private final Duration wait;
    private int atLeast;
    private int last = -1;

    Strict(int id, Duration wait) {
      this.id = id;
      this.wait = wait;
      this.atLeast = sure.getOrDefault(id, 0);
    }

    @Override
    public @Nullable Duration seen(RolloutData rollout) {
      last = Integer.parseInt(RolloutBook.status(rollout));
      assertThat(last).as("rollout %d", id).isGreaterThanOrEqualTo(atLeast);
      return returned();
    }

    @Override
    public @Nullable Duration failed(RuntimeException fault) {
      return returned();
    }

    private Duration returned() {
      atLeast = sure.getOrDefault(id, 0);
      return wait;
    }

    @Override
    public void ended(Throwable why) {
      throw new AssertionError(why);
    }
  }

  @Property(tries = 300)
  void noWatcherIsToldAnOldState(@ForAll("steps") List<Step> steps) {
    // One object of this class is for all tries.
    scene = new PollerScene();
    List.of(version, sure).forEach(Map::clear);
    List.of(watchers, watches).forEach(List::clear);
    for (int id = 1; id <= ROLLOUTS; id++) {
      scene.server.add(id);
      change(id);
      watch(id, Duration.ofSeconds(id));
    }
    Deque<Step> left = new ArrayDeque<>(steps);
    while (!left.isEmpty()) {
      take(left.remove(), left);
    }
    scene.server.meanwhile = request -> {};
    scene.server.fault = request -> {};
    scene.pass(Duration.ofSeconds(45));

    for (Strict watcher : watchers) {
      assertThat(watcher.last).isEqualTo(version.get(watcher.id));
    }
  }

  private int next(int id) {
    return version.merge(id, 1, Integer::sum);
  }

  private void change(int id) {
    scene.server.change(id, String.valueOf(next(id)));
    sure.put(id, version.get(id));
  }

  private void watch(int id, Duration wait) {
    Strict watcher = new Strict(id, wait);
    watchers.add(watcher);
    watches.add(scene.looks.add(RolloutBook.name(id), Duration.ZERO, watcher));
  }

  private void take(Step step, Deque<Step> left) {
    int id = step.rollout();
    switch (step.kind()) {
      case CHANGE -> change(id);
      case OUR_SKIP -> {
        scene.server.changeUnseen(id, String.valueOf(next(id)));
        int changed = Objects.requireNonNull(version.get(id));
        sure.put(id, changed);
        scene.looks.changed(RolloutBook.name(id));
        watchers.stream()
            .filter(watcher -> watcher.id == id)
            .forEach(watcher -> watcher.atLeast = changed);
      }
      case SKIP_BY_OTHERS -> scene.server.changeUnseen(id, String.valueOf(next(id)));
      case WATCH -> watch(id, Duration.ofMillis(step.millis()));
      case CANCEL -> {
        if (!watches.isEmpty()) {
          watches.remove(0).cancel();
          watchers.remove(0);
        }
      }
      case ASK -> scene.runOne(scene.asks);
      case CALL -> scene.runOne(scene.calls);
      case TICK -> scene.looks.tick();
      case PASS -> scene.pass(Duration.ofMillis(step.millis()));
      case DURING_REQUEST -> {
        Deque<Step> during = new ArrayDeque<>();
        while (during.size() < 5 && !left.isEmpty()) {
          during.add(left.remove());
        }
        scene.server.meanwhile =
            request -> {
              scene.server.meanwhile = none -> {};
              while (!during.isEmpty()) {
                take(during.remove(), during);
              }
            };
      }
      case FAIL_ONCE ->
          scene.server.fault =
              request -> {
                scene.server.fault = none -> {};
                throw new IllegalStateException("broken");
              };
      default -> throw new AssertionError(step);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(1, ROLLOUTS),
                Arbitraries.integers().between(200, 8000))
            .as(Step::new);
    return step.list().ofMinSize(40).ofMaxSize(160);
  }
}
