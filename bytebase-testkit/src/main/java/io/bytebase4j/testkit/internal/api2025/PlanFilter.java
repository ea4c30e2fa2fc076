package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters of SearchPlans that compare for equality, put together by {@code &&}. */
record PlanFilter(List<Predicate<Plan>> all) {

  private static final Pattern EQUALS =
      Pattern.compile("\\s*(\\w+)\\s*==\\s*(?:\"([^\"]*)\"|(true|false))\\s*");

  static PlanFilter parse(String filter) {
    List<Predicate<Plan>> all = new ArrayList<>();
    if (!filter.isEmpty()) {
      for (String part : filter.split("&&", -1)) {
        all.add(predicate(part));
      }
    }
    return new PlanFilter(List.copyOf(all));
  }

  private static Predicate<Plan> predicate(String part) {
    Matcher matcher = EQUALS.matcher(part);
    if (!matcher.matches()) {
      throw ApiException.unmeasured("the filter " + part);
    }
    String text = String.valueOf(matcher.group(2));
    boolean flag = "true".equals(matcher.group(3));
    return switch (matcher.group(1)) {
      case "creator" -> plan -> plan.draft().creator().equals(text);
      case "title" -> plan -> plan.draft().title().equals(text);
      case "has_pipeline" -> plan -> plan.pipeline().isPresent() == flag;
      case "has_issue" -> plan -> plan.issue().isPresent() == flag;
      default -> throw ApiException.unmeasured("the filter " + part);
    };
  }

  boolean matches(Plan plan) {
    return all.stream().allMatch(p -> p.test(plan));
  }
}
