package io.bytebase4j.testkit.internal.run;

/**
 * How a task run ended.
 *
 * @param failed whether at an error
 * @param detail the error, or what was done; may be empty
 */
record Outcome(boolean failed, String detail) {

  static Outcome done(String detail) {
    return new Outcome(false, detail);
  }

  static Outcome failed(String words) {
    return new Outcome(true, words);
  }
}
