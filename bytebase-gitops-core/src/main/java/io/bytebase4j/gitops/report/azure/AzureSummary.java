package io.bytebase4j.gitops.report.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.common.internal.WholeFile;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Shows a review on the page of a pipeline's run, in the tab Extensions: writes it into a Markdown
 * file, and then prints the command {@code task.uploadsummary} that names the file. Thread-safe.
 *
 * <p>The file's name, which is the heading there, comes from the review's key: {@code
 * bytebase4j-hr.md}. A review of the same key that was written before is replaced. Limit: 1 MiB,
 * which is this library's own; what was left out is said in the file.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#uploadsummary-add-some-markdown-content-to-the-build-summary">Logging
 *     command uploadsummary</a>
 */
public final class AzureSummary implements ReviewPublisher {
  private static final String SINK = "Azure summary";
  private static final MarkdownReport MARKDOWN =
      MarkdownReport.of(MarkdownFlavour.AZURE_DEVOPS).withByteLimit(1 << 20);

  private final Path directory;
  private final Appendable commands;

  private AzureSummary(Path directory, Appendable commands) {
    this.directory = directory;
    this.commands = commands;
  }

  /**
   * Writes into a directory.
   *
   * @param directory where the file goes, for example {@code AGENT_TEMPDIRECTORY}; is made where it
   *     is not there. The agent reads the file when it reads the command
   * @param commands what the task prints to, which the agent reads; gets one line at once
   * @return a publisher
   */
  public static AzureSummary into(Path directory, Appendable commands) {
    return new AzureSummary(directory.toAbsolutePath().normalize(), commands);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public synchronized Publication publish(ReportedReview review) {
    Path file = directory.resolve(fileName(review.key()));
    if (!Texts.logLine(file.toString()).equals(file.toString())) {
      return Publication.failed(
          SINK, "the name of the directory can't stand in a command: " + shown(file));
    }
    RenderedText report = MARKDOWN.rendered(review);
    try {
      Files.createDirectories(directory);
      WholeFile.replace(
          file,
          part -> Files.write(part, report.text().getBytes(UTF_8), StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      return failed(shown(file) + " can't be written", e);
    }
    String command = LoggingCommand.named("task.uploadsummary").saying(file.toString());
    try {
      commands.append(command);
    } catch (IOException e) {
      return failed("the command that names " + shown(file) + " can't be printed", e);
    }
    return Publication.published(SINK, shown(file), report.leftOut());
  }

  /** Keys that differ in case alone would be one name on Windows, so it says which are capitals. */
  static String fileName(String key) {
    long capitals = 0;
    for (int i = 0; i < key.length(); i++) {
      capitals = 2 * capitals + (Character.isUpperCase(key.charAt(i)) ? 1 : 0);
    }
    return "bytebase4j-" + key + (capitals == 0 ? "" : "~" + Long.toHexString(capitals)) + ".md";
  }

  private static Publication failed(String what, IOException e) {
    return Publication.failed(
        SINK,
        what + ": " + Texts.cutToCodePoints(Texts.flowing(String.valueOf(e.getMessage())), 200));
  }

  private static String shown(Path file) {
    return Texts.cutToCodePoints(Texts.visible(file.toString()), 300);
  }
}
