package io.bytebase4j.samples.citool.result;

import io.bytebase4j.gitops.doctor.DoctorReport;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.file.ActionOutput;
import io.bytebase4j.gitops.report.file.DoctorOutput;
import io.bytebase4j.gitops.report.file.OutputNames;
import io.bytebase4j.gitops.report.file.ReportFile;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the end of a run: it is filled as the run goes, so that one which stops half way
 * leaves what there is by then.
 */
public final class RunResult {
  private OutputNames names = new OutputNames("", "", "");
  private RolloutOutput.@Nullable Outcome outcome;
  private @Nullable RolloutStatus status;
  private @Nullable ReportedReview review;
  private @Nullable DoctorReport doctor;
  private final List<TaskFailure> failures = new ArrayList<>();

  /** There is a release. */
  public void release(String name) {
    names = new OutputNames(name, names.plan(), names.rollout());
  }

  /** There is a plan. */
  public void plan(String name) {
    names = new OutputNames(names.release(), name, names.rollout());
  }

  /** There is a rollout, whose name tells its plan's, too. */
  public void rollout(String name) {
    String plan = planOf(name);
    names = new OutputNames(names.release(), plan.isEmpty() ? names.plan() : plan, name);
  }

  /** The name of a rollout's plan; empty where the rollout's does not hold it. */
  public static String planOf(String rollout) {
    return rollout.endsWith("/rollout") ? rollout.substring(0, rollout.lastIndexOf('/')) : "";
  }

  /** The rollout was looked at. */
  public void status(RolloutStatus seen) {
    status = seen;
    seen.stages().stream()
        .flatMap(stage -> stage.tasks().stream())
        .map(task -> task.release())
        .filter(release -> names.release().isEmpty() && !release.isEmpty())
        .findFirst()
        .ifPresent(this::release);
  }

  /** Tasks failed. */
  public void failures(List<TaskFailure> failed) {
    failures.addAll(failed);
  }

  /** How it stands, where that is not what the rollout as a whole shows. */
  public void outcome(RolloutOutput.Outcome word) {
    outcome = word;
  }

  /** There is a review. */
  public void review(ReportedReview reported) {
    review = reported;
  }

  /** The doctor was asked. */
  public void doctor(DoctorReport report) {
    doctor = report;
  }

  /** The names of what there is. */
  public OutputNames names() {
    return names;
  }

  /** The rollout as it was last seen. */
  public Optional<RolloutStatus> lastStatus() {
    return Optional.ofNullable(status);
  }

  /** Why tasks failed. */
  public List<TaskFailure> failures() {
    return List.copyOf(failures);
  }

  /** Whether there is anything to hand on. */
  public boolean isEmpty() {
    return review == null && doctor == null && !hasRollout() && outcome == null;
  }

  /** Whether there is a release, a plan or a rollout. */
  public boolean hasRollout() {
    return !names.release().isEmpty() || !names.plan().isEmpty() || !names.rollout().isEmpty();
  }

  /** How the rollout stands; pending where none was looked at yet. */
  public RolloutOutput.Outcome outcome() {
    if (outcome != null) {
      return outcome;
    }
    return status == null ? RolloutOutput.Outcome.PENDING : RolloutOutput.of(status).outcome();
  }

  /** Prints the document. */
  void render(Appendable out) throws IOException {
    ReportedReview alone = reviewAlone();
    if (doctor != null) {
      DoctorOutput.of(doctor).render(out);
    } else if (alone != null) {
      new ActionOutput().render(alone, out);
    } else {
      output().render(out);
    }
  }

  /** Writes the document into a file. */
  void writeTo(Path file) throws IOException {
    ReportedReview alone = reviewAlone();
    if (doctor != null) {
      DoctorOutput.of(doctor).writeTo(file);
      return;
    }
    if (alone == null) {
      output().writeTo(file);
      return;
    }
    Publication end = ReportFile.of(file, new ActionOutput()).publish(alone);
    if (end.status() == Publication.Status.FAILED) {
      throw new IOException(end.detail());
    }
  }

  private @Nullable ReportedReview reviewAlone() {
    return hasRollout() || outcome != null ? null : review;
  }

  private RolloutOutput output() {
    RolloutOutput output = status == null ? RolloutOutput.of(outcome()) : RolloutOutput.of(status);
    output = output.withOutcome(outcome()).withFailures(failures);
    if (!names.release().isEmpty()) {
      output = output.withRelease(names.release());
    }
    if (!names.plan().isEmpty()) {
      output = output.withPlan(names.plan());
    }
    return review == null ? output : output.withReview(review);
  }
}
