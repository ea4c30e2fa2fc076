package io.bytebase4j.samples.quickstart;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.console.ConsoleReport;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageResult;
import io.bytebase4j.gitops.rollout.StageState;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Reviews, releases and rolls out a folder of migration files: on a local Bytebase with a real
 * PostgreSQL, or on the server that {@code BYTEBASE_URL} names.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reviews, releases and rolls out the migration files of a folder.",
      "It starts a local Bytebase with a real PostgreSQL. With BYTEBASE_URL, BYTEBASE_SERVICE_ACCOUNT",
      "and BYTEBASE_SERVICE_ACCOUNT_SECRET set it uses that server instead, with BYTEBASE_PROJECT",
      "(projects/hr) and BYTEBASE_TARGETS (comma-separated databases)."
    })
public final class Quickstart implements Callable<Integer> {
  /** Everything was rolled out, or stopped where the user said so. */
  public static final int OK = 0;

  /** Something failed; the text says what. */
  public static final int FAILED = 1;

  /** The answer to "roll out prod?" was no, or there was nobody to ask. */
  public static final int STOPPED = 3;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder of the migration files; the sample's own by default.")
  private @Nullable Path folder;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before each stage after the first.")
  private boolean yes;

  @Spec private @Nullable CommandSpec spec;

  private final Map<String, String> environment;
  private final Scanner answers;

  Quickstart(Map<String, String> environment, Readable answers) {
    this.environment = environment;
    this.answers = new Scanner(answers);
  }

  /**
   * Runs the program; ends the process with its exit code where that is not 0.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Charset charset = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, charset), true);
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, charset), true);
    Readable answers = new InputStreamReader(System.in, charset);
    int exit = run(System.getenv(), answers, out, err, args);
    if (exit != OK) {
      System.exit(exit);
    }
  }

  static int run(
      Map<String, String> environment,
      Readable answers,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    return new CommandLine(new Quickstart(environment, answers))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              if (failure instanceof GitOpsException || failure instanceof BytebaseException) {
                commandLine.getErr().println("Stopped: " + failure.getMessage());
                return FAILED;
              }
              throw failure;
            })
        .execute(args);
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    Path source =
        folder == null ? Path.of(System.getProperty("quickstart.sample", "migration")) : folder;
    MigrationSet migrations = MigrationSet.ofFolder(source);
    migrations.findings().forEach(finding -> out.println(finding));
    migrations.requireValid();

    try (Server server = openServer(command, out);
        GitOps gitOps = GitOps.connect(server.url(), server.credentials())) {
      String project = server.project();
      List<String> targets = server.targets();

      heading(
          out,
          "Review of %d files on %d databases"
              .formatted(migrations.files().size(), targets.size()));
      ReviewVerdict verdict =
          gitOps
              .review(ReviewRequest.of(project, targets, migrations))
              .judgedBy(ReviewPolicy.standard());
      out.print(ConsoleReport.plain().render(ReportedReview.of(verdict)));
      verdict.requirePassed();

      heading(out, "Release");
      ReleaseRef release = gitOps.release(ReleaseRequest.of(project, migrations));
      out.println(release.name());
      release.files().forEach(f -> out.printf("  %s  %s%n", f.version(), f.path()));
      RolloutHandle rollout = gitOps.rollout(gitOps.plan(PlanRequest.of(release, targets)));

      rollout.listen(event -> progress(event, out));
      boolean first = true;
      for (StageState stage : rollout.status().stages()) {
        if (!first && !mayRun(stage.id(), out)) {
          out.printf("Stage %s is not rolled out. Rollout: %s%n", stage.id(), rollout.name());
          return STOPPED;
        }
        first = false;
        heading(out, "Rollout of stage " + stage.id());
        StageResult result = rollout.runStage(stage.id());
        out.printf(Locale.ROOT, "done in %.1f s%n", result.elapsed().toMillis() / 1000.0);
      }

      heading(out, "What the databases hold now");
      server.showTables(out);
      return OK;
    }
  }

  private Server openServer(CommandSpec command, PrintWriter out) {
    try {
      return Server.open(environment, out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private static void progress(RolloutEvent event, PrintWriter out) {
    if (event instanceof RolloutEvent.TaskChanged change) {
      out.printf("  %s  %s%n", change.task().target(), change.task().status());
      out.flush();
    }
  }

  private boolean mayRun(String stage, PrintWriter out) {
    if (yes) {
      return true;
    }
    out.printf("%nRoll out %s too? [y/N] ", stage);
    out.flush();
    if (!answers.hasNextLine()) {
      out.println("(nobody is here to answer; --yes does not ask)");
      return false;
    }
    return answers.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static void heading(PrintWriter out, String text) {
    out.printf("%n== %s ==%n", text);
  }
}
