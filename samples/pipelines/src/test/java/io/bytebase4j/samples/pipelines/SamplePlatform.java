package io.bytebase4j.samples.pipelines;

import io.bytebase4j.samples.pipelines.FakeApi.Call;
import io.bytebase4j.samples.pipelines.FakeApi.Reply;
import io.bytebase4j.samples.pipelines.runner.Azure;
import io.bytebase4j.samples.pipelines.runner.Bitbucket;
import io.bytebase4j.samples.pipelines.runner.Event;
import io.bytebase4j.samples.pipelines.runner.GitHub;
import io.bytebase4j.samples.pipelines.runner.GitLab;
import io.bytebase4j.samples.pipelines.runner.Locks;
import io.bytebase4j.samples.pipelines.runner.PipelineRun;
import io.bytebase4j.samples.pipelines.runner.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The platforms, what our pipelines call their jobs there, and what reaches their interfaces. */
enum SamplePlatform {
  BITBUCKET(
      "SQL review",
      "Release and plan",
      "Roll out to test",
      "Roll out to production",
      PlatformAnswers::bitbucket,
      Map.of("sql-review", "bytebase4j-hr.junit.xml")) {
    @Override
    PipelineRun run(Path folder, Scene scene, Locks locks) {
      return Bitbucket.of(folder, scene, locks);
    }

    @Override
    boolean isReport(Call call, Event event) {
      return call.method().equals("PUT") && call.uri().getPath().contains(event.commit());
    }
  },

  GITHUB(
      "review",
      "prepare",
      "test",
      "prod",
      PlatformAnswers::gitHub,
      Map.of("sql-review", "bytebase4j-hr.junit.xml", "alerts", "bytebase4j-hr.sarif")) {
    @Override
    PipelineRun run(Path folder, Scene scene, Locks locks) {
      // Each workflow is asked whether the event starts it.
      PipelineRun review = GitHub.of(folder, "sql-review.yml", scene, locks);
      PipelineRun rollout = GitHub.of(folder, "rollout.yml", scene, locks);
      if (review.jobs().isEmpty() == rollout.jobs().isEmpty()) {
        throw new IllegalStateException("the event starts none or both of the workflows");
      }
      return review.jobs().isEmpty() ? rollout : review;
    }

    @Override
    boolean isReport(Call call, Event event) {
      return call.line().equals("POST /repos/acme/shop/issues/7/comments");
    }
  },

  GITLAB(
      "sql-review",
      "release-and-plan",
      "rollout-test",
      "rollout-prod",
      PlatformAnswers::gitLab,
      Map.of(
          "paths", "bytebase4j-hr.sarif",
          "junit", "bytebase4j-hr.junit.xml",
          "codequality", "bytebase4j-hr.codequality.json")) {
    @Override
    PipelineRun run(Path folder, Scene scene, Locks locks) {
      return GitLab.of(folder, scene, locks);
    }

    @Override
    boolean isReport(Call call, Event event) {
      return call.line().equals("POST /api/v4/projects/1001/merge_requests/7/notes");
    }
  },

  AZURE(
      "review.review",
      "prepare.prepare",
      "test.rollout",
      "prod.rollout",
      PlatformAnswers::azure,
      Map.of("CodeAnalysisLogs", "bytebase4j-hr.sarif", "tests", "bytebase4j-hr.junit.xml")) {
    @Override
    PipelineRun run(Path folder, Scene scene, Locks locks) {
      return Azure.of(folder, scene, locks);
    }

    @Override
    boolean isReport(Call call, Event event) {
      return call.method().equals("POST") && call.uri().getPath().endsWith("/7/threads");
    }
  };

  /** The job that reviews a pull request. */
  final String review;

  /** The job that makes release, plan and rollout. */
  final String prepare;

  /** The job that rolls out to test. */
  final String test;

  /** The job that rolls out to production. */
  final String prod;

  /** What the platform's interface says. */
  final Function<Call, Reply> answers;

  /** A file that must be among those that a review keeps, for each artifact. */
  final Map<String, String> kept;

  SamplePlatform(
      String review,
      String prepare,
      String test,
      String prod,
      Function<Call, Reply> answers,
      Map<String, String> kept) {
    this.review = review;
    this.prepare = prepare;
    this.test = test;
    this.prod = prod;
    this.answers = answers;
    this.kept = kept;
  }

  /** The run that an event starts, of which nothing has run. */
  abstract PipelineRun run(Path folder, Scene scene, Locks locks);

  /** Whether a call brings the review of a pull request to where people see it. */
  abstract boolean isReport(Call call, Event event);

  List<Call> reports(List<Call> calls, Event event) {
    return calls.stream().filter(call -> isReport(call, event)).toList();
  }

  /** The folder of the pipeline. */
  Path folder(boolean keyless) {
    return SampleFiles.folder(name().toLowerCase(Locale.ROOT), keyless);
  }
}
