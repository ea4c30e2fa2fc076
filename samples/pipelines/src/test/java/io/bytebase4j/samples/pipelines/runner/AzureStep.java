package io.bytebase4j.samples.pipelines.runner;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A step of a job of Azure Pipelines. */
record AzureStep(
    Kind kind,
    String content,
    OptionalInt depth,
    Optional<String> name,
    Optional<String> condition,
    Map<String, String> env,
    Map<String, String> inputs) {

  /** What a step is. */
  enum Kind {
    CHECKOUT,
    DOWNLOAD,
    BASH,
    TASK
  }

  static AzureStep read(Object item, String where) {
    Keys step = Keys.of(item, where);
    step.noEffect("displayName");
    Kind kind = kind(step);
    String content = step.text(kind.name().toLowerCase(java.util.Locale.ROOT));
    Optional<String> depth = step.textIfAny("fetchDepth");
    AzureStep read =
        new AzureStep(
            kind,
            content,
            depth.map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty()),
            step.textIfAny("name"),
            step.textIfAny("condition"),
            step.textMap("env"),
            step.textMap("inputs"));
    step.done();
    if (kind == Kind.CHECKOUT && content.equals("self") && depth.isEmpty()) {
      throw step.refuse("how deep a checkout is depends on the pipeline's age: say fetchDepth");
    }
    return read;
  }

  private static Kind kind(Keys step) {
    for (Kind kind : Kind.values()) {
      if (step.has(kind.name().toLowerCase(java.util.Locale.ROOT))) {
        return kind;
      }
    }
    throw step.refuse("a step of a kind that is not known here: " + step.names());
  }
}
