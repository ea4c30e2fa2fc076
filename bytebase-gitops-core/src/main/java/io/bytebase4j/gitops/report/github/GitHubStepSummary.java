package io.bytebase4j.gitops.report.github;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import io.bytebase4j.gitops.report.markdown.RolloutMarkdown;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.TaskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Writes reviews and rollouts into the summary of a step of GitHub Actions, which the page of the
 * run shows. The runner takes it when the step ends. Thread-safe; write to one file by one of
 * these.
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
  private static final RolloutMarkdown ROLLOUT = RolloutMarkdown.of(MarkdownFlavour.GITHUB);
  private static final Pattern NOT_IN_NAME = Pattern.compile("[^A-Za-z0-9/._-]");

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
    return publish(MARKDOWN.marker(review), room -> MARKDOWN.withByteLimit(room).rendered(review));
  }

  /**
   * Writes how a rollout stands, in place of what was written of the same one before.
   *
   * @param rollout the rollout
   * @param failures why tasks failed; may be empty
   * @return how it ended
   */
  public Publication publish(RolloutStatus rollout, List<TaskFailure> failures) {
    String marker =
        "<!-- bytebase4j-rollout:" + NOT_IN_NAME.matcher(rollout.name()).replaceAll("") + " -->";
    String text = marker + "\n" + ROLLOUT.render(rollout, failures);
    return publish(marker, room -> new RenderedText(text, 0));
  }

  private Publication publish(String marker, IntFunction<RenderedText> report) {
    try {
      return file.open(channel -> write(channel, marker, report));
    } catch (IOException e) {
      return Publication.failed(SINK, file.why(e));
    }
  }

  private static Publication write(
      FileChannel channel, String marker, IntFunction<RenderedText> report) throws IOException {
    long size = channel.size();
    if (size > 2L * LIMIT) {
      return full(size);
    }
    // One byte is one character there, so that places in the text are places in the file.
    String before = new String(RunnerFile.read(channel, 0, (int) size), ISO_8859_1);
    Block old = Block.find(before, marker);
    String end = "\n" + Block.endOf(marker) + "\n";
    String apart = old.begin() == 0 || before.startsWith("\n\n", old.begin() - 2) ? "" : "\n\n";
    int others = old.begin() + before.length() - old.end();
    int room = LIMIT - others - apart.length() - end.length();
    if (room < LEAST) {
      return full(others);
    }
    RenderedText rendered = report.apply(room);
    byte[] block = (apart + rendered.text() + end).getBytes(UTF_8);
    if (block.length > LIMIT - others) {
      return full(others);
    }
    byte[] after = before.substring(old.end()).getBytes(ISO_8859_1);
    byte[] all = new byte[block.length + after.length];
    System.arraycopy(block, 0, all, 0, block.length);
    System.arraycopy(after, 0, all, block.length, after.length);
    RunnerFile.replaceFrom(channel, old.begin(), all);
    return Publication.published(SINK, "on the page of the run", rendered.leftOut());
  }

  private static Publication full(long taken) {
    return Publication.failed(
        SINK,
        "the summary of this step holds %d bytes already, and GitHub takes no more than %d: write it in a step of its own"
            .formatted(taken, LIMIT));
  }

  /**
   * Where what has a marker stands; at the end, and empty, where there is none.
   *
   * @param begin its first character
   * @param end the first character behind it
   */
  private record Block(int begin, int end) {

    static Block find(String text, String marker) {
      String endMark = endOf(marker) + "\n";
      // The last one: what others wrote before may look like the beginning of one.
      int last = text.lastIndexOf("\n" + endMark);
      int begin = last < 0 ? -1 : text.lastIndexOf(marker + "\n", last);
      boolean whole = begin == 0 || (begin > 0 && text.charAt(begin - 1) == '\n');
      return whole
          ? new Block(begin, last + 1 + endMark.length())
          : new Block(text.length(), text.length());
    }

    static String endOf(String marker) {
      return marker.replaceFirst("^<!-- ", "<!-- end of ");
    }
  }
}
