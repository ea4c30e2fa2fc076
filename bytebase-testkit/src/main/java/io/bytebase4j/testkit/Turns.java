package io.bytebase4j.testkit;

/** Which of the requests that reach a rule it meets. */
sealed interface Turns {

  /** Whether the request is met that reaches the rule as number 1, 2 and so on. */
  boolean has(long number);

  /** The first ones. */
  static Turns first(int times) {
    return new First(atLeastOne("times", times));
  }

  /** One of every n. */
  static Turns everyNth(int n) {
    return new EveryNth(atLeastOne("n", n));
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
    return value;
  }

  /** The first ones, as many as it says. */
  record First(int times) implements Turns {
    @Override
    public boolean has(long number) {
      return number <= times;
    }

    @Override
    public String toString() {
      return String.valueOf(times);
    }
  }

  /** The nth, the 2nth and so on. */
  record EveryNth(int n) implements Turns {
    @Override
    public boolean has(long number) {
      return number % n == 0;
    }

    @Override
    public String toString() {
      return "every " + n;
    }
  }
}
