package io.bytebase4j.samples.pipelines.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A step of Bitbucket Pipelines, as its file has it. */
record BitbucketStep(
    String name,
    boolean byHand,
    boolean oidc,
    Duration limit,
    Clone source,
    List<String> script,
    List<Upload> artifacts,
    List<String> outputs,
    Optional<String> deployment) {

  /** Bitbucket's own default. */
  private static final int DEPTH = 50;

  /** How the repository is checked out; without a depth, all of it. */
  record Clone(boolean enabled, OptionalInt depth) {}

  /** Files to keep. */
  record Upload(String name, List<String> paths, When when) {}

  /** In which case files are kept. */
  enum When {
    ALWAYS,
    SUCCESS,
    FAILED;

    boolean holds(boolean succeeded) {
      return this == ALWAYS || (this == SUCCESS) == succeeded;
    }
  }

  static BitbucketStep read(Keys step) {
    String name = step.text("name");
    step.noEffect("image");
    BitbucketStep read =
        new BitbucketStep(
            name,
            byHand(step),
            step.flag("oidc"),
            Duration.ofMinutes(Long.parseLong(step.text("max-time"))),
            source(step),
            step.list("script").stream().map(line -> line(step, line)).toList(),
            artifacts(step),
            step.texts("output-variables"),
            step.textIfAny("deployment"));
    step.done();
    if (read.script.isEmpty()) {
      throw step.refuse("the script is empty");
    }
    return read;
  }

  private static boolean byHand(Keys step) {
    String trigger = step.textIfAny("trigger").orElse("automatic");
    return switch (trigger) {
      case "automatic" -> false;
      case "manual" -> true;
      default -> throw step.refuse("trigger is " + trigger);
    };
  }

  private static Clone source(Keys step) {
    Optional<Keys> found = step.child("clone");
    if (found.isEmpty()) {
      return new Clone(true, OptionalInt.of(DEPTH));
    }
    Keys clone = found.get();
    boolean enabled = !clone.has("enabled") || clone.flag("enabled");
    String depth = clone.textIfAny("depth").orElse(Integer.toString(DEPTH));
    clone.done();
    return new Clone(
        enabled,
        depth.equals("full") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(depth)));
  }

  private static String line(Keys step, Object line) {
    if (line instanceof String text) {
      return text;
    }
    throw step.refuse("only commands are known in a script, and no pipes: " + line);
  }

  private static List<Upload> artifacts(Keys step) {
    List<Upload> uploads = new ArrayList<>();
    Optional<Keys> artifacts = step.child("artifacts");
    if (artifacts.isPresent()) {
      for (Object item : artifacts.get().list("upload")) {
        Keys upload = Keys.of(item, artifacts.get().where() + ".upload");
        String when = upload.textIfAny("capture-on").orElse("success");
        uploads.add(
            new Upload(
                upload.text("name"),
                upload.texts("paths"),
                switch (when) {
                  case "always" -> When.ALWAYS;
                  case "success" -> When.SUCCESS;
                  case "failed" -> When.FAILED;
                  default -> throw upload.refuse("capture-on is " + when);
                }));
        upload.done();
      }
      artifacts.get().done();
    }
    return uploads;
  }
}
