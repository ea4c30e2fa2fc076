package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.state.Plan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters of ListRollouts that were measured: a time, or a refusal. */
record RolloutFilter(Instant from, Instant to) {

  private static final Pattern TIME =
      Pattern.compile("\\s*update_time\\s*(>=|<=)\\s*[\"']([^\"']*)[\"']\\s*");
  private static final Pattern NAME = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*");
  private static final Pattern EQUALS =
      Pattern.compile("\\s*[A-Za-z_]\\w*\\s*==\\s*(\"[^\"]*\"|'[^']*')\\s*");

  static RolloutFilter parse(String filter) {
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    if (filter.isEmpty()) {
      return new RolloutFilter(from, to);
    }
    if (NAME.matcher(filter).matches()) {
      throw ApiException.invalidArgument("unexpected expr kind 3");
    }
    if (EQUALS.matcher(filter).matches()) {
      throw ApiException.invalidArgument("unexpected function _==_");
    }
    for (String part : filter.split("&&", -1)) {
      Matcher time = TIME.matcher(part);
      if (!time.matches()) {
        throw ApiException.unmeasured("the filter " + filter);
      }
      Instant instant = instant(time.group(2));
      if (time.group(1).equals(">=")) {
        from = instant.isAfter(from) ? instant : from;
      } else {
        to = instant.isBefore(to) ? instant : to;
      }
    }
    return new RolloutFilter(from, to);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ApiException.unmeasured("the time " + text + " in a filter");
    }
  }

  boolean matches(Plan plan) {
    Instant update = plan.lastRunUpdate();
    return !update.isBefore(from) && !update.isAfter(to);
  }
}
