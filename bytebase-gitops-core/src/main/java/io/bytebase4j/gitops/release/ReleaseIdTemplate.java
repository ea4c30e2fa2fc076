package io.bytebase4j.gitops.release;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How ids of releases are made: a text with variables, and the time zone of its times. Immutable.
 *
 * <p>The variables are {@code {key}}, a short hash of what is released, by which a release is found
 * again; {@code {date}} (such as 20261123), {@code {time}} (such as 0930, the hour and minute) and
 * {@code {timestamp}} (such as 20261123_0930), of which one must be there; and at the end {@code
 * {iteration}}, where the server counts the releases whose ids begin alike: 00, 01 and so on.
 *
 * <p>A day is the better choice: whoever looks for a release has to ask for each id that it may
 * have, which are two for two days, but one for each minute where minutes are shown.
 *
 * @param text letters, digits, {@code -}, {@code _}, {@code .} and the variables; at most 200
 *     characters
 * @param zone where the times are taken; one of the time zone database, such as {@code
 *     Europe/Berlin}, or UTC
 */
public record ReleaseIdTemplate(String text, ZoneId zone) {
  private static final String EXAMPLE = "gitops-{key}-{date}-RC{iteration}";
  private static final int MOST_CHARACTERS = 200;
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Pattern PIECE = Pattern.compile("(\\{[^{}]*\\})|[A-Za-z0-9._-]+");
  private static final String KEY = "{key}";
  private static final String ITERATION = "{iteration}";
  private static final Set<String> TIMES = Set.of("{date}", "{time}", "{timestamp}");

  /**
   * Checks the template.
   *
   * @param text letters, digits, {@code -}, {@code _}, {@code .} and the variables; at most 200
   *     characters
   * @param zone where the times are taken; one of the time zone database, or UTC
   * @throws IllegalArgumentException if the text lacks a variable, has one that there is not or
   *     anything else that an id should not hold, or the server can't know the zone
   */
  public ReleaseIdTemplate {
    if (text.length() > MOST_CHARACTERS) {
      throw refused(
          text, "is " + text.length() + " characters long: the most is " + MOST_CHARACTERS);
    }
    Matcher pieces = PIECE.matcher(text);
    int end = 0;
    while (pieces.find() && pieces.start() == end) {
      String variable = pieces.group(1);
      if (variable != null
          && !variable.equals(KEY)
          && !variable.equals(ITERATION)
          && !TIMES.contains(variable)) {
        throw refused(text, "has the variable " + variable + ", which there is not");
      }
      end = pieces.end();
    }
    if (end < text.length()) {
      throw refused(
          text.substring(0, end),
          "goes on with the character U+%04X: only letters of English, digits, '-', '_', '.' and variables can stand in an id"
              .formatted(text.codePointAt(end)));
    }
    if (!text.endsWith(ITERATION) || text.indexOf(ITERATION) + ITERATION.length() < end) {
      throw refused(text, "must have {iteration} at its end, and there only");
    }
    if (!text.contains(KEY)) {
      throw refused(text, "must hold {key}, by which a release is found again");
    }
    if (TIMES.stream().noneMatch(text::contains)) {
      throw refused(text, "must hold {date}, {time} or {timestamp}: the server wants one");
    }
    zone = zoneThatServersKnow(zone);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "the release id template \"" + text + "\" " + why + "; for example " + EXAMPLE);
  }

  private static ZoneId zoneThatServersKnow(ZoneId zone) {
    if (zone.normalized().equals(ZoneOffset.UTC)) {
      return UTC;
    }
    // Java's own additions to the database, offsets such as +02:00 among them, are unknown there.
    if (!ZoneId.getAvailableZoneIds().contains(zone.getId())
        || zone.getId().startsWith("SystemV/")) {
      throw new IllegalArgumentException(
          "the time zone of release ids is \""
              + zone
              + "\": it must be one of the time zone database, such as Europe/Berlin, or UTC");
    }
    return zone;
  }

  /**
   * The template unless another is set: {@code gitops-{key}-{date}-RC{iteration}}, in UTC.
   *
   * @return the template
   */
  public static ReleaseIdTemplate standard() {
    return of(EXAMPLE);
  }

  /**
   * A template in UTC.
   *
   * @param text letters, digits, {@code -}, {@code _}, {@code .} and the variables
   * @return the template
   * @throws IllegalArgumentException if it can't be one
   */
  public static ReleaseIdTemplate of(String text) {
    return new ReleaseIdTemplate(text, UTC);
  }

  /**
   * The standard template with another beginning than {@code gitops-}.
   *
   * @param prefix for example {@code shop-}; letters, digits, {@code -}, {@code _} and {@code .};
   *     may be empty
   * @return the template, in UTC
   * @throws IllegalArgumentException if the prefix holds something else
   */
  public static ReleaseIdTemplate prefixed(String prefix) {
    return of(prefix + "{key}-{date}-RC{iteration}");
  }

  /**
   * Sets where the times are taken.
   *
   * @param zone one of the time zone database, or UTC
   * @return a copy in the zone
   * @throws IllegalArgumentException if the server can't know the zone
   */
  public ReleaseIdTemplate inZone(ZoneId zone) {
    return new ReleaseIdTemplate(text, zone);
  }

  /** Whether ids change from minute to minute; if not, from day to day. */
  boolean showsMinutes() {
    return text.contains("{time}") || text.contains("{timestamp}");
  }

  /** The template as the server fills it. */
  String forKey(String key) {
    return text.replace(KEY, key);
  }

  /**
   * What ids begin with, for all that the server's clock may show.
   *
   * @param key what stands for the key
   * @param from the earliest time
   * @param to the latest time; not before the earliest
   * @return the texts before the iteration, each once, in the order of time
   */
  List<String> texts(String key, Instant from, Instant to) {
    return new TemplateTimes(forKey(key), zone, showsMinutes()).texts(from, to);
  }
}
