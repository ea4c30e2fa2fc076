package io.bytebase4j.client;

/** Text that came from outside, in a form that can be shown on one line. */
final class Shown {
  private Shown() {}

  /** At most so many characters, on one line, without those that steer a terminal. */
  static String line(String text, int most) {
    // Cut before it is looked at: it may be as long as an answer can be.
    boolean cut = text.length() > 2 * most;
    String line =
        (cut ? text.substring(0, 2 * most) : text)
            .replaceAll("\\s+", " ")
            .replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD")
            .strip();
    return line.length() > most ? line.substring(0, most) + "…" : cut ? line + "…" : line;
  }
}
