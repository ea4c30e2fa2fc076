package io.bytebase4j.samples.pipelines.runner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job of GitLab CI, as its file has it. */
record GitLabJob(
    String name,
    String stage,
    List<Rule> rules,
    Optional<List<String>> needs,
    Duration limit,
    boolean mayFail,
    Map<String, String> variables,
    List<String> script,
    Artifact artifacts,
    Optional<String> environment,
    Optional<String> lock) {

  private static final Pattern TIMEOUT = Pattern.compile("(\\d+) (minute|hour)s?");

  /** When a job is part of a pipeline. */
  record Rule(String condition, boolean byHand) {}

  /** The files that are kept. */
  record Artifact(boolean always, List<String> paths, Map<String, String> reports) {}

  static GitLabJob read(String name, Keys job) {
    // It only says that a newer pipeline may stop the job.
    job.noEffect("interruptible");
    GitLabJob read =
        new GitLabJob(
            name,
            job.text("stage"),
            job.list("rules").stream().map(rule -> rule(job, rule)).toList(),
            job.has("needs") ? Optional.of(job.texts("needs")) : Optional.empty(),
            timeout(job),
            job.flag("allow_failure"),
            variables(job),
            job.texts("script"),
            artifacts(job),
            job.textIfAny("environment"),
            job.textIfAny("resource_group"));
    job.done();
    if (read.script.isEmpty() || read.rules.isEmpty()) {
      throw job.refuse("script and rules must be there");
    }
    return read;
  }

  private static Rule rule(Keys job, Object item) {
    Keys rule = Keys.of(item, job.where() + ".rules");
    String when = rule.textIfAny("when").orElse("on_success");
    Rule read =
        new Rule(
            rule.text("if"),
            switch (when) {
              case "on_success" -> false;
              case "manual" -> true;
              default -> throw rule.refuse("when is " + when);
            });
    rule.done();
    return read;
  }

  private static Duration timeout(Keys job) {
    String text = job.text("timeout");
    Matcher timeout = TIMEOUT.matcher(text);
    if (!timeout.matches()) {
      throw job.refuse("timeout is " + text);
    }
    long number = Long.parseLong(timeout.group(1));
    return timeout.group(2).equals("hour") ? Duration.ofHours(number) : Duration.ofMinutes(number);
  }

  static Map<String, String> variables(Keys keys) {
    Map<String, String> variables = keys.textMap("variables");
    variables.forEach(
        (name, value) -> {
          if (value.contains("$")) {
            throw keys.refuse("variables in the variable " + name + " are not known: " + value);
          }
        });
    return variables;
  }

  private static Artifact artifacts(Keys job) {
    Optional<Keys> found = job.child("artifacts");
    if (found.isEmpty()) {
      return new Artifact(false, List.of(), Map.of());
    }
    Keys artifacts = found.get();
    artifacts.noEffect("expire_in");
    String when = artifacts.textIfAny("when").orElse("on_success");
    if (!when.equals("always") && !when.equals("on_success")) {
      throw artifacts.refuse("when is " + when);
    }
    List<String> paths = artifacts.texts("paths");
    Map<String, String> reports = new LinkedHashMap<>();
    Optional<Keys> kinds = artifacts.child("reports");
    if (kinds.isPresent()) {
      for (String kind : List.of("junit", "codequality", "dotenv")) {
        kinds.get().textIfAny(kind).ifPresent(path -> reports.put(kind, path));
      }
      kinds.get().done();
    }
    artifacts.done();
    return new Artifact(when.equals("always"), paths, reports);
  }
}
