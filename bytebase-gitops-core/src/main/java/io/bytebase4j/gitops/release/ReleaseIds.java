package io.bytebase4j.gitops.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The names that releases of one request may have.
 *
 * @param project the project
 * @param template how ids are made
 * @param key what stands for the key
 */
record ReleaseIds(String project, ReleaseIdTemplate template, String key) {
  /** By how much our clock and the server's may differ. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private static final Pattern COUNTER = Pattern.compile("[0-9]{2,9}");

  /** What ids may begin with that the server makes between two times of our clock. */
  List<String> texts(Instant from, Instant to) {
    return template.texts(key, from.minus(SKEW), to.plus(SKEW));
  }

  /** The template as the server fills it. */
  String serverTemplate() {
    return template.forKey(key);
  }

  /** The name of a release. */
  String name(String text, int iteration) {
    return project + "/releases/" + text + String.format(Locale.ROOT, "%02d", iteration);
  }

  /** What the id of a release begins with. */
  String text(String name) {
    return id(name).substring(0, Math.min(id(name).length(), textLength()));
  }

  /** Which iteration a release is; empty if its name is of another form. */
  OptionalInt iteration(String name) {
    String counter = id(name).substring(text(name).length());
    return COUNTER.matcher(counter).matches()
        ? OptionalInt.of(Integer.parseInt(counter))
        : OptionalInt.empty();
  }

  private String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  // Times are of the same length whenever it is.
  private int textLength() {
    return template.texts(key, Instant.EPOCH, Instant.EPOCH).get(0).length();
  }
}
