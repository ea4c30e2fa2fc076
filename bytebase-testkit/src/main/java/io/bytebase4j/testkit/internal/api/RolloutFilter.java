package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.state.Plan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters of ListRollouts that were measured: times and the one type of task, or a refusal. */
record RolloutFilter(Instant from, Instant to) {

  private static final String TEXT = "(?:\"([^\"]*)\"|'([^']*)')\\s*";
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*(>=|<=|>|==)\\s*" + TEXT);
  private static final Pattern TASK_TYPE =
      Pattern.compile("\\s*task_type\\s+in\\s+\\[\\s*[\"']DATABASE_MIGRATE[\"']\\s*]\\s*");
  private static final Pattern NAME = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  static RolloutFilter parse(String filter) {
    RolloutFilter all = new RolloutFilter(Instant.MIN, Instant.MAX);
    if (filter.isEmpty()) {
      return all;
    }
    if (NAME.matcher(filter).matches()) {
      throw ApiException.invalidArgument("unexpected expr kind 3");
    }
    if (filter.contains("||")) {
      throw unexpected("||");
    }
    RolloutFilter result = all;
    for (String part : filter.split("&&", -1)) {
      if (!TASK_TYPE.matcher(part).matches()) {
        result = result.and(part);
      }
    }
    return result;
  }

  private RolloutFilter and(String part) {
    Matcher comparison = COMPARISON.matcher(part);
    if (!comparison.matches()) {
      throw ApiException.unmeasured("the filter " + part);
    }
    String operator = comparison.group(2);
    if (operator.equals(">") || operator.equals("==")) {
      throw unexpected(operator);
    }
    if (!comparison.group(1).equals("update_time")) {
      throw ApiException.invalidArgument(
          "\">=\" and \"<=\" are only supported for \"update_time\"");
    }
    String text = comparison.group(3) == null ? comparison.group(4) : comparison.group(3);
    Instant time = instant(text);
    return operator.equals(">=")
        ? new RolloutFilter(time.isAfter(from) ? time : from, to)
        : new RolloutFilter(from, time.isBefore(to) ? time : to);
  }

  private static ApiException unexpected(String operator) {
    return ApiException.invalidArgument("unexpected function _" + operator + "_");
  }

  private static Instant instant(String text) {
    if (DATE.matcher(text).matches()) {
      throw ApiException.invalidArgument(
          "failed to parse time %s, error: parsing time %s as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\""
              .formatted(text, GoText.quote(text)));
    }
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
