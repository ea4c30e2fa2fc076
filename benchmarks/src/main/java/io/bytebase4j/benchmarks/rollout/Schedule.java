package io.bytebase4j.benchmarks.rollout;

import java.time.Duration;

/**
 * Which rollouts of a project are awaited, and when each is done. The server and those who wait
 * know the same.
 *
 * @param rollouts how many there are
 * @param awaited how many of them are awaited, spread evenly
 * @param spread the time within which they are done, one after the other in a mixed order
 */
record Schedule(int rollouts, int awaited, Duration spread) {
  static final int FIRST_PLAN = 101;

  /** A large prime, to mix the order. */
  private static final long STRIDE = 7919;

  static Schedule of(String[] args) {
    return new Schedule(
        Integer.parseInt(args[0]),
        Integer.parseInt(args[1]),
        Duration.ofMillis(Long.parseLong(args[2])));
  }

  String[] args() {
    return new String[] {
      String.valueOf(rollouts), String.valueOf(awaited), String.valueOf(spread.toMillis())
    };
  }

  /** The plan of an awaited one, by its number from 0. */
  int plan(int number) {
    return FIRST_PLAN + number * (rollouts / awaited);
  }

  /** The number of an awaited one; -1 for a plan of which nobody waits. */
  int number(int plan) {
    int place = plan - FIRST_PLAN;
    int step = rollouts / awaited;
    return place % step == 0 && place / step < awaited ? place / step : -1;
  }

  /** The first is done after a tenth of the spread, so that all waits have begun by then. */
  Duration doneAfter(int number) {
    long turn = number * STRIDE % awaited;
    return spread.dividedBy(10).plus(spread.multipliedBy(turn).dividedBy(awaited));
  }
}
