package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesException;

/**
 * Turns a template such as {@code release_{date}-RC{iteration}} into what a release id begins with.
 */
final class ReleaseIds {

  private static final String DEFAULT = "release_{date}-RC{iteration}";
  private static final String ITERATION = "{iteration}";

  private ReleaseIds() {}

  static String train(String template, String timezone, Instant now) {
    String pattern = template.isEmpty() ? DEFAULT : template;
    if (!pattern.contains(ITERATION)) {
      throw refused("template must contain {iteration} placeholder");
    }
    if (!pattern.endsWith(ITERATION)) {
      throw refused("{iteration} must be at the end of the template");
    }
    if (!pattern.contains("{date}")
        && !pattern.contains("{time}")
        && !pattern.contains("{timestamp}")) {
      throw refused("template must contain at least one of: {date}, {time}, {timestamp}");
    }
    ZonedDateTime time = now.atZone(zone(timezone));
    return pattern
        .replace("{date}", format(time, "uuuuMMdd"))
        .replace("{time}", format(time, "HHmm"))
        .replace("{timestamp}", format(time, "uuuuMMdd_HHmm"))
        .replace(ITERATION, "");
  }

  private static ZoneId zone(String timezone) {
    if (timezone.isEmpty()) {
      return ZoneId.of("UTC");
    }
    try {
      return ZoneId.of(timezone);
    } catch (ZoneRulesException e) {
      throw refused("invalid timezone: " + timezone + ": unknown time zone " + timezone);
    } catch (DateTimeException e) {
      throw ApiException.unmeasured("releaseIdTimezone=" + timezone);
    }
  }

  private static String format(ZonedDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern).format(time);
  }

  private static ApiException refused(String words) {
    return ApiException.invalidArgument("failed to render train: " + words);
  }
}
