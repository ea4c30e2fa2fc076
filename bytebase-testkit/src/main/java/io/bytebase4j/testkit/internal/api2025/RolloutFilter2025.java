package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.state.Pipeline;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The filters of ListRollouts in August 2025: the creator, and the types of tasks. */
final class RolloutFilter2025 {

  private static final Pattern EQUALS =
      Pattern.compile("\\s*(creator|task_type)\\s*==\\s*\"([^\"]*)\"\\s*");
  private static final Pattern IN =
      Pattern.compile(
          "\\s*(task_type)\\s+in\\s+\\[\\s*(\"[^\"]*\"(?:\\s*,\\s*\"[^\"]*\")*)\\s*]\\s*");

  private RolloutFilter2025() {}

  static Predicate<Pipeline> parse(String filter) {
    return filter.isEmpty()
        ? pipeline -> true
        : Stream.of(filter.split("&&", -1))
            .map(RolloutFilter2025::part)
            .reduce(pipeline -> true, Predicate::and);
  }

  private static Predicate<Pipeline> part(String part) {
    Matcher equals = EQUALS.matcher(part);
    if (equals.matches()) {
      String text = equals.group(2);
      return equals.group(1).equals("creator")
          ? pipeline -> pipeline.creator().equals(text)
          : hasTask(List.of(text));
    }
    Matcher in = IN.matcher(part);
    if (in.matches()) {
      return hasTask(
          Stream.of(in.group(2).split(",", -1)).map(t -> t.strip().replace("\"", "")).toList());
    }
    throw ApiException.unmeasured("the filter " + part);
  }

  private static Predicate<Pipeline> hasTask(List<String> types) {
    return pipeline ->
        pipeline.plan().tasks().stream()
            .map(task -> TaskType.of(task.work().files().get(0)).name())
            .anyMatch(types::contains);
  }
}
