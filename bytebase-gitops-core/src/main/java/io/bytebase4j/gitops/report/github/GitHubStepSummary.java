package io.bytebase4j.gitops.report.github;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Writes a review into the summary of a step of GitHub Actions, which the page of the run shows.
 * The runner takes it when the step ends. Thread-safe; write to one file by one of these.
 *
 * <p>What others wrote into the file stays. A review of the same key that was written before is
 * replaced. GitHub takes 1 MiB from a step: the review gets what others left of that, and says what
 * it had to leave out.
 *
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary">Job
 *     summaries</a>
 */
public final class GitHubStepSummary implements ReviewPublisher {
  private static final String SINK = "GitHub step summary";
  private static final int LIMIT = 1 << 20;
  private static final int LEAST = 16_000;
  private static final MarkdownReport MARKDOWN =
      MarkdownReport.of(MarkdownFlavour.GITHUB).withMarker();

  private final RunnerFile file;

  private GitHubStepSummary(RunnerFile file) {
    this.file = file;
  }

  /**
   * Writes to the file of a step.
   *
   * @param file the value of {@code GITHUB_STEP_SUMMARY}
   * @return a publisher
   */
  public static GitHubStepSummary to(Path file) {
    return new GitHubStepSummary(new RunnerFile(file, "GITHUB_STEP_SUMMARY"));
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    try {
      return file.open(channel -> write(channel, review));
    } catch (IOException e) {
      return Publication.failed(SINK, file.why(e));
    }
  }

  private static Publication write(FileChannel channel, ReportedReview review) throws IOException {
    long size = channel.size();
    if (size > 2L * LIMIT) {
      return full(size);
    }
    // One byte is one character there, so that places in the text are places in the file.
    String before = new String(RunnerFile.read(channel, 0, (int) size), ISO_8859_1);
    Block old = Block.find(before, review);
    String end = "\n" + Block.endOf(review) + "\n";
    String apart = old.begin() == 0 || before.startsWith("\n\n", old.begin() - 2) ? "" : "\n\n";
    int others = old.begin() + before.length() - old.end();
    int room = LIMIT - others - apart.length() - end.length();
    if (room < LEAST) {
      return full(others);
    }
    RenderedText report = MARKDOWN.withByteLimit(room).rendered(review);
    byte[] block = (apart + report.text() + end).getBytes(UTF_8);
    byte[] after = before.substring(old.end()).getBytes(ISO_8859_1);
    byte[] all = new byte[block.length + after.length];
    System.arraycopy(block, 0, all, 0, block.length);
    System.arraycopy(after, 0, all, block.length, after.length);
    RunnerFile.replaceFrom(channel, old.begin(), all);
    return Publication.published(SINK, "on the page of the run", report.leftOut());
  }

  private static Publication full(long taken) {
    return Publication.failed(
        SINK,
        "the summary of this step holds %d bytes already, and GitHub takes no more than %d: write the review in a step of its own"
            .formatted(taken, LIMIT));
  }

  /**
   * Where the review of the key stands; at the end, and empty, where there is none.
   *
   * @param begin its first character
   * @param end the first character behind it
   */
  private record Block(int begin, int end) {

    static Block find(String text, ReportedReview review) {
      String endMark = endOf(review) + "\n";
      // The last one: what others wrote before may look like the beginning of one.
      int last = text.lastIndexOf("\n" + endMark);
      int begin = last < 0 ? -1 : text.lastIndexOf(MARKDOWN.marker(review) + "\n", last);
      boolean whole = begin == 0 || (begin > 0 && text.charAt(begin - 1) == '\n');
      return whole
          ? new Block(begin, last + 1 + endMark.length())
          : new Block(text.length(), text.length());
    }

    static String endOf(ReportedReview review) {
      return MARKDOWN.marker(review).replaceFirst("^<!-- ", "<!-- end of ");
    }
  }
}
