package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a pipeline leaves for the next one: which release, plan and rollout it made, and
 * how far the rollout has come. The file has the keys {@code release}, {@code plan}, {@code
 * rollout} and {@code checkResults} as {@code bytebase-action rollout --output} writes them, so
 * that steps which read that file go on as they are; and beside them {@code outcome} and {@code
 * stages}, with the tasks and why they failed. What is not known is left out. {@link OutputNames}
 * reads it.
 *
 * <p>There is no limit: nothing is cut or left out. Texts have their exact values; what can't be
 * seen is written as an escape of JSON. Immutable.
 */
public final class RolloutOutput {
  private final Outcome outcome;
  private final OutputNames names;
  private final @Nullable RolloutStatus status;
  private final Map<String, TaskFailure> failures;
  private final @Nullable ReportedReview review;

  /** How it stands, in one word. */
  public enum Outcome {
    /** All tasks are done or skipped. */
    DONE,
    /** None is under way, and at least one failed. */
    FAILED,
    /** None is under way, none failed, and at least one was cancelled. */
    CANCELED,
    /** The approval was refused; nothing runs. */
    REJECTED,
    /** Something is under way, not started, or not approved yet: another step goes on with it. */
    PENDING
  }

  private RolloutOutput(
      Outcome outcome,
      OutputNames names,
      @Nullable RolloutStatus status,
      Map<String, TaskFailure> failures,
      @Nullable ReportedReview review) {
    this.outcome = outcome;
    this.names = names;
    this.status = status;
    this.failures = failures;
    this.review = review;
  }

  /**
   * Says how it stands where there is no rollout (yet).
   *
   * @param outcome how it stands
   * @return an output without names
   */
  public static RolloutOutput of(Outcome outcome) {
    return new RolloutOutput(outcome, new OutputNames("", "", ""), null, Map.of(), null);
  }

  /**
   * Says how a rollout stands, all its stages taken together.
   *
   * @param status the rollout
   * @return an output with the rollout's name
   */
  public static RolloutOutput of(RolloutStatus status) {
    Outcome outcome = RolloutDocument.outcome(status.stages());
    return new RolloutOutput(
        outcome, new OutputNames("", "", status.name()), status, Map.of(), null);
  }

  /**
   * Says how a wait ended. If that was for some of the stages, the outcome is of those.
   *
   * @param waited the end of the wait
   * @return an output with the rollout's name
   */
  public static RolloutOutput of(RolloutOutcome waited) {
    RolloutOutput whole = of(waited.status());
    Outcome outcome =
        switch (waited.state()) {
          case DONE -> Outcome.DONE;
          case FAILED -> whole.outcome == Outcome.CANCELED ? Outcome.CANCELED : Outcome.FAILED;
          case PENDING -> Outcome.PENDING;
        };
    return whole.withOutcome(outcome);
  }

  /**
   * Sets how it stands.
   *
   * @param outcome how it stands
   * @return a copy
   */
  public RolloutOutput withOutcome(Outcome outcome) {
    return new RolloutOutput(outcome, names, status, failures, review);
  }

  /**
   * Names the release.
   *
   * @param release its name, for example {@code projects/hr/releases/x}
   * @return a copy
   */
  public RolloutOutput withRelease(String release) {
    OutputNames changed = new OutputNames(release, names.plan(), names.rollout());
    return new RolloutOutput(outcome, changed, status, failures, review);
  }

  /**
   * Names the plan.
   *
   * @param plan its name, for example {@code projects/hr/plans/101}
   * @return a copy
   */
  public RolloutOutput withPlan(String plan) {
    OutputNames changed = new OutputNames(names.release(), plan, names.rollout());
    return new RolloutOutput(outcome, changed, status, failures, review);
  }

  /**
   * Says why tasks failed.
   *
   * @param failed the failures, for example those of a {@code StageFailedException}; of two of one
   *     task the later one is told
   * @return a copy with these, beside those it has
   */
  public RolloutOutput withFailures(List<TaskFailure> failed) {
    Map<String, TaskFailure> all = new HashMap<>(failures);
    failed.forEach(failure -> all.put(failure.task().name(), failure));
    return new RolloutOutput(outcome, names, status, all, review);
  }

  /**
   * Adds what a review found, under the keys {@code checkResults} and {@code bytebase4j}, as {@link
   * ActionOutput} writes it.
   *
   * @param reported the review
   * @return a copy
   */
  public RolloutOutput withReview(ReportedReview reported) {
    return new RolloutOutput(outcome, names, status, failures, reported);
  }

  /**
   * How it stands.
   *
   * @return in one word
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Writes the document.
   *
   * @param out gets it
   * @throws IOException if that throws one
   */
  public void render(Appendable out) throws IOException {
    Json json = new Json(out);
    json.beginObject();
    if (review != null) {
      new ActionDocument(review, json).writeFields();
    }
    new RolloutDocument(json, failures).writeFields(outcome, names, status);
    json.endObject().end();
  }

  /**
   * Writes the document.
   *
   * @return its text
   */
  public String render() {
    StringBuilder text = new StringBuilder();
    try {
      render(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder throws none", e);
    }
    return text.toString();
  }

  /**
   * Writes the document into a file: UTF-8, without a byte order mark. The file is replaced as a
   * whole, so that nobody reads half of it; its folders are made where they are not there.
   *
   * @param file the file
   * @throws IOException if it can't be written; the file of before is left as it is
   */
  public void writeTo(Path file) throws IOException {
    TextFile.replace(file.toAbsolutePath().normalize(), this::render);
  }
}
