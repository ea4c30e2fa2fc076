package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.file.JUnitSuites.Suite;
import io.bytebase4j.gitops.report.internal.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which test cases a document has room for: the first of those that fail, then the first others.
 */
final class JUnitSelection {
  /**
   * GitLab refuses a file of more than 250,000 nodes; a test case is hardly more than ten of them.
   */
  static final int MOST_CASES = 15_000;

  /** GitLab refuses a file of 30 MB. */
  static final int MOST_BYTES = 29_000_000;

  // the elements of a suite and of the document, without names
  private static final int FRAME = 500;

  // each character of the verdict's texts may become "&quot;"
  private static final int VERDICT = 2 * 6 * JUnitCases.LONGEST_TEXT + FRAME;

  private final List<Suite> suites;
  private final int[] bad;
  private final int[] others;
  private final Counter counter = new Counter();
  private final Xml xml = new Xml(counter);
  private long bytesLeft = MOST_BYTES - VERDICT;
  private int casesLeft = MOST_CASES - 1;
  private boolean full;
  private int badLeftOut;
  private int othersLeftOut;

  /**
   * Chooses.
   *
   * @param suites all suites
   * @throws IOException never: nothing is written
   */
  JUnitSelection(List<Suite> suites) throws IOException {
    this.suites = suites;
    this.bad = new int[suites.size()];
    this.others = new int[suites.size()];
    for (Suite suite : suites) {
      bytesLeft -= FRAME + 6L * Texts.bytes(suite.name());
    }
    take(true);
    full = false;
    take(false);
  }

  // Stops at the first for which there is no room: what is left out comes last, and can be told.
  private void take(boolean isBad) throws IOException {
    for (int i = 0; i < suites.size(); i++) {
      int[] kept = isBad ? bad : others;
      int index = i;
      suites
          .get(i)
          .tests()
          .feed(
              test -> {
                if (test.isBad() != isBad) {
                  return;
                }
                full = full || !fits(test);
                if (!full) {
                  kept[index]++;
                } else if (isBad) {
                  badLeftOut++;
                } else {
                  othersLeftOut++;
                }
              });
    }
  }

  private boolean fits(TestCase test) throws IOException {
    counter.bytes = 0;
    test.write(xml);
    xml.flush();
    if (casesLeft == 0 || counter.bytes > bytesLeft) {
      return false;
    }
    bytesLeft -= counter.bytes;
    casesLeft--;
    return true;
  }

  /** The suites with the chosen test cases; those that have none are not among them. */
  List<Suite> chosen() {
    List<Suite> chosen = new ArrayList<>();
    for (int i = 0; i < suites.size(); i++) {
      if (bad[i] + others[i] > 0) {
        chosen.add(first(bad[i], others[i], suites.get(i)));
      }
    }
    return chosen;
  }

  private static Suite first(int bad, int others, Suite suite) {
    return new Suite(
        suite.name(),
        sink -> {
          int[] left = {others, bad};
          suite
              .tests()
              .feed(
                  test -> {
                    if (left[test.isBad() ? 1 : 0]-- > 0) {
                      sink.take(test);
                    }
                  });
        });
  }

  /** What was left out, in words. */
  Optional<String> leftOut() {
    return badLeftOut + othersLeftOut == 0
        ? Optional.empty()
        : Optional.of(
            Wording.count((long) badLeftOut + othersLeftOut, "test case")
                + " left out, "
                + Wording.number(badLeftOut)
                + " of which fail: a file has room for "
                + Wording.number(MOST_CASES)
                + " in "
                + Wording.number(MOST_BYTES)
                + " bytes");
  }

  private static final class Counter implements Appendable {
    private long bytes;

    @Override
    public Appendable append(CharSequence text) {
      bytes += Texts.bytes(text);
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char character) {
      return append(String.valueOf(character));
    }
  }
}
