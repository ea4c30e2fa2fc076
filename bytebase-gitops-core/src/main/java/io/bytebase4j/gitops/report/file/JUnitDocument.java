package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.file.JUnitSuites.Suite;
import io.bytebase4j.gitops.report.file.TestCase.Result;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** One document of {@link JUnitReport}. */
final class JUnitDocument {
  private static final class Counts {
    private int tests;
    private int failures;
    private int errors;
    private int skipped;

    void add(TestCase test) {
      tests++;
      failures += test.result() == Result.FAILED ? 1 : 0;
      errors += test.result() == Result.ERROR ? 1 : 0;
      skipped += test.result() == Result.SKIPPED ? 1 : 0;
    }
  }

  private final ReportedReview review;
  private final Xml xml;

  JUnitDocument(ReportedReview review, Appendable out) {
    this.review = review;
    this.xml = new Xml(out);
  }

  void write() throws IOException {
    JUnitSuites suites = new JUnitSuites(review);
    JUnitSelection selection = new JUnitSelection(suites.all());
    List<Suite> shown = new ArrayList<>();
    shown.add(suites.verdict(selection));
    shown.addAll(selection.chosen());
    Counts total = new Counts();
    List<Counts> counts = new ArrayList<>();
    for (Suite suite : shown) {
      Counts own = new Counts();
      suite
          .tests()
          .feed(
              test -> {
                own.add(test);
                total.add(test);
              });
      counts.add(own);
    }
    String title = Texts.flowing(review.title());
    xml.declaration().start("testsuites").attribute("name", title.isEmpty() ? review.key() : title);
    attributes(total);
    for (int i = 0; i < shown.size(); i++) {
      suite(shown.get(i), counts.get(i));
    }
    xml.end().endOfDocument();
  }

  private void suite(Suite suite, Counts counts) throws IOException {
    xml.start("testsuite").attribute("name", suite.name());
    attributes(counts);
    xml.attribute("skipped", counts.skipped).attribute("timestamp", time());
    suite.tests().feed(test -> test.write(xml));
    xml.end();
  }

  private void attributes(Counts counts) throws IOException {
    xml.attribute("tests", counts.tests)
        .attribute("failures", counts.failures)
        .attribute("errors", counts.errors)
        .attribute("time", 0);
  }

  // readers of JUnit XML take a time without a zone
  private String time() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
        .format(LocalDateTime.ofInstant(review.report().reviewedAt(), ZoneOffset.UTC));
  }
}
