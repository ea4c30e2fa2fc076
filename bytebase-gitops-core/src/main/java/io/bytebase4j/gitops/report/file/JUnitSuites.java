package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.file.FindingsByFile.Place;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.TargetReview;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The suites of one review. Their test cases are made anew each time: there may be very many. */
final class JUnitSuites {

  /** Takes test cases one by one. */
  interface Sink {
    void take(TestCase test) throws IOException;
  }

  /** Makes test cases one by one, always the same in the same order. */
  interface Source {
    void feed(Sink sink) throws IOException;
  }

  /** A suite, named as the class of its test cases: some readers tell suites by the one. */
  record Suite(String name, Source tests) {}

  private final ReportedReview review;
  private final FindingsByFile findings;
  private final JUnitCases cases;

  JUnitSuites(ReportedReview review) {
    this.review = review;
    this.findings = new FindingsByFile(review.report());
    this.cases = new JUnitCases(review);
  }

  /** The test case of the verdict. */
  Suite verdict(JUnitSelection selection) {
    String name = className("verdict");
    return new Suite(name, sink -> sink.take(cases.verdict(name, selection)));
  }

  /** All others: of the files themselves, then of each target in the order of the request. */
  List<Suite> all() {
    List<Suite> suites = new ArrayList<>();
    suites.add(new Suite(className("files"), this::files));
    for (TargetReview target : review.report().targets()) {
      suites.add(new Suite(className(target.target()), sink -> target(target, sink)));
    }
    suites.add(new Suite(className("other"), this::others));
    return suites;
  }

  private void files(Sink sink) throws IOException {
    for (Map.Entry<String, List<ReviewFinding>> file : findings.ofFilesThemselves().entrySet()) {
      String path = Texts.visible(review.path(file.getKey()));
      String name = path.isEmpty() ? "(no file)" : path;
      sink.take(cases.of(name, className("files"), path, file.getValue()));
    }
  }

  private void target(TargetReview target, Sink sink) throws IOException {
    String className = className(target.target());
    for (ReviewedFile file : target.reviewed()) {
      sink.take(reviewed(file.path(), file.database(), className));
    }
    for (String file : target.alreadyApplied()) {
      sink.take(cases.applied(name(file, target.target()), className, path(file)));
    }
    boolean stops = Gap.stops(review.verdict(), target.target());
    for (String file : target.unknown()) {
      sink.take(cases.unknown(name(file, target.target()), className, path(file), target, stops));
    }
  }

  private void others(Sink sink) throws IOException {
    for (Place place : findings.notInAccounts()) {
      sink.take(reviewed(place.file(), place.database(), className("other")));
    }
  }

  private TestCase reviewed(String file, String database, String className) {
    return cases.of(name(file, database), className, path(file), findings.of(file, database));
  }

  private String className(String name) {
    return review.key() + "." + Texts.visible(name);
  }

  private String name(String file, String target) {
    return path(file) + " on " + Texts.visible(target);
  }

  private String path(String file) {
    return Texts.visible(review.path(file));
  }
}
