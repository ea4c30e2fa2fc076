package io.bytebase4j.gitops.report.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewPublisher;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Writes a review's figures as outputs of a step of GitHub Actions, for the steps and jobs that
 * follow. Thread-safe; write to one file by one of these.
 *
 * <p>The outputs of a review: {@code verdict} ({@code passed} or {@code stopped}), {@code errors},
 * {@code warnings}, {@code complete} ({@code true} or {@code false}), {@code risk} ({@code none},
 * {@code low}, {@code moderate}, {@code high} or {@code unknown}) and {@code affected-rows}. {@link
 * #release}, {@link #plan} and {@link #rollout} hand on names, {@link #outcome} how it stands. Text
 * of others is never written: only figures, words of this library, and names that are checked. Of
 * an output that is written twice, GitHub takes the later value.
 *
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter">Output
 *     parameters</a>
 */
public final class GitHubOutputs implements ReviewPublisher {
  private static final String SINK = "GitHub step outputs";
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_-]{0,63})?");
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final Pattern RELEASE = Pattern.compile("projects/" + ID + "/releases/" + ID);
  private static final Pattern PLAN = Pattern.compile("projects/" + ID + "/plans/" + ID);
  private static final Pattern ROLLOUT =
      Pattern.compile("projects/" + ID + "/(plans/" + ID + "/rollout|rollouts/" + ID + ")");

  private final RunnerFile file;
  private final String prefix;
  private final Supplier<UUID> ids;

  private GitHubOutputs(RunnerFile file, String prefix, Supplier<UUID> ids) {
    this.file = file;
    this.prefix = prefix;
    this.ids = ids;
  }

  /**
   * Writes to the file of a step.
   *
   * @param file the value of {@code GITHUB_OUTPUT}
   * @return a publisher
   */
  public static GitHubOutputs to(Path file) {
    return to(file, UUID::randomUUID);
  }

  static GitHubOutputs to(Path file, Supplier<UUID> ids) {
    return new GitHubOutputs(new RunnerFile(file, "GITHUB_OUTPUT"), "", ids);
  }

  /**
   * Sets what the names of the outputs begin with, where one step reviews several projects.
   *
   * @param other for example {@code hr-}, which makes {@code hr-verdict} and the like; at most 64
   *     letters, digits, underscores and hyphens, the first a letter or an underscore
   * @return a copy with the prefix
   * @throws IllegalArgumentException if it is not of that form
   */
  public GitHubOutputs withPrefix(String other) {
    if (!PREFIX.matcher(other).matches()) {
      throw new IllegalArgumentException(
          "prefix \""
              + other
              + "\" is not made of at most 64 letters, digits, underscores and hyphens, such as hr-");
    }
    return new GitHubOutputs(file, other, ids);
  }

  @Override
  public String sink() {
    return SINK;
  }

  @Override
  public Publication publish(ReportedReview review) {
    ReviewReport report = review.report();
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("verdict", Wording.verdict(review));
    outputs.put("errors", Long.toString(report.count(Severity.ERROR)));
    outputs.put("warnings", Long.toString(report.count(Severity.WARNING)));
    outputs.put("complete", Boolean.toString(report.isComplete()));
    outputs.put("risk", Wording.risk(report.riskLevel()));
    outputs.put("affected-rows", Long.toString(report.affectedRows()));
    return write(outputs);
  }

  /**
   * Writes the output {@code release}.
   *
   * @param name for example {@code projects/hr/releases/1f0c-RC00}
   * @return how it ended
   * @throws IllegalArgumentException if the name is not of that form
   */
  public Publication release(String name) {
    return write("release", name, RELEASE, "projects/{project}/releases/{release}");
  }

  /**
   * Writes the output {@code plan}.
   *
   * @param name for example {@code projects/hr/plans/101}
   * @return how it ended
   * @throws IllegalArgumentException if the name is not of that form
   */
  public Publication plan(String name) {
    return write("plan", name, PLAN, "projects/{project}/plans/{plan}");
  }

  /**
   * Writes the output {@code rollout}.
   *
   * @param name for example {@code projects/hr/plans/101/rollout}, or on older servers {@code
   *     projects/hr/rollouts/7}
   * @return how it ended
   * @throws IllegalArgumentException if the name is not of that form
   */
  public Publication rollout(String name) {
    return write("rollout", name, ROLLOUT, "projects/{project}/plans/{plan}/rollout");
  }

  /**
   * Writes the output {@code outcome}.
   *
   * @param outcome how a rollout stands
   * @return how it ended
   */
  public Publication outcome(RolloutOutput.Outcome outcome) {
    return write(Map.of("outcome", outcome.name()));
  }

  private Publication write(String output, String name, Pattern form, String shown) {
    if (!form.matcher(name).matches()) {
      throw new IllegalArgumentException(output + " \"" + name + "\" is not of the form " + shown);
    }
    return write(Map.of(output, name));
  }

  private Publication write(Map<String, String> outputs) {
    StringBuilder text = new StringBuilder();
    // A fresh one that nobody can know before: a value that held it could set other outputs.
    String delimiter = "bytebase4j-" + ids.get();
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      String value = output.getValue();
      if (value.contains(delimiter)) {
        return Publication.failed(
            SINK, "the output " + output.getKey() + " holds the delimiter of outputs");
      }
      text.append(prefix).append(output.getKey()).append("<<").append(delimiter).append('\n');
      text.append(value).append('\n').append(delimiter).append('\n');
    }
    try {
      file.open(channel -> append(channel, text.toString()));
      return Publication.published(SINK, String.join(", ", outputs.keySet()), 0);
    } catch (IOException e) {
      return Publication.failed(SINK, file.why(e));
    }
  }

  private static long append(FileChannel channel, String text) throws IOException {
    long size = channel.size();
    // A line that somebody left open would become a part of ours.
    boolean open = size > 0 && RunnerFile.read(channel, size - 1, 1)[0] != '\n';
    RunnerFile.replaceFrom(channel, size, ((open ? "\n" : "") + text).getBytes(UTF_8));
    return size;
  }
}
