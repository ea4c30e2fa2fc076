package io.bytebase4j.gitops.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The ids that releases of one request may have.
 *
 * @param template how ids are made
 * @param key what stands for the key
 */
record ReleaseIds(ReleaseIdTemplate template, String key) {
  /** By how much our clock and the server's may differ. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private static final Pattern COUNTER = Pattern.compile("[0-9]{2,9}");

  /** What ids may begin with that the server makes between two times of our clock. */
  List<String> texts(Instant from, Instant to) {
    return template.texts(key, from.minus(SKEW), to.plus(SKEW));
  }

  /** What an id begins with that we choose at a time. */
  String textAt(Instant time) {
    return template.texts(key, time, time).get(0);
  }

  /** The template as the server fills it. */
  String serverTemplate() {
    return template.forKey(key);
  }

  /** The id of a release. */
  String id(String text, int iteration) {
    return text + String.format(Locale.ROOT, "%02d", iteration);
  }

  /** What an id begins with. */
  String text(String id) {
    return id.substring(0, Math.min(id.length(), textLength()));
  }

  /** Which iteration an id is of; empty if it is of another form. */
  OptionalInt iteration(String id) {
    String counter = id.substring(text(id).length());
    return COUNTER.matcher(counter).matches()
        ? OptionalInt.of(Integer.parseInt(counter))
        : OptionalInt.empty();
  }

  // Times are of the same length whenever it is.
  private int textLength() {
    return textAt(Instant.EPOCH).length();
  }
}
