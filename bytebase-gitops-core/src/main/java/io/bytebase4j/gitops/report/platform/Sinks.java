package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the sinks of one run; a class for each platform knows which. */
final class Sinks {
  static final String NO_PULL_REQUEST = "this run is for no pull request";

  private final CiEnvironment ci;
  private final Appendable log;
  private final List<ReviewPublisher> all = new ArrayList<>();

  Sinks(CiEnvironment ci, Appendable log) {
    this.ci = ci;
    this.log = log;
  }

  CiEnvironment ci() {
    return ci;
  }

  Appendable log() {
    return log;
  }

  List<ReviewPublisher> all() {
    return List.copyOf(all);
  }

  Optional<String> variable(String name) {
    return ci.variable(name);
  }

  void print(String sink, ReviewRenderer renderer) {
    all.add(new LogSink(sink, renderer, log));
  }

  /** Adds a sink whose making may refuse what the variables say. */
  void add(String sink, Supplier<ReviewPublisher> made) {
    try {
      all.add(made.get());
    } catch (IllegalArgumentException e) {
      skip(sink, String.valueOf(e.getMessage()));
    }
  }

  void skip(String sink, String why) {
    all.add(new NoSink(sink, why));
  }
}
