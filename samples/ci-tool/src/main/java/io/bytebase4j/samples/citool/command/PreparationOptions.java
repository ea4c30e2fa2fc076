package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.JournalFacts;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseIdTemplate;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.samples.citool.options.StageOptions;
import io.bytebase4j.samples.citool.options.UsageException;
import io.bytebase4j.samples.citool.result.RunResult;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a release, a plan and a rollout are made of files. */
final class PreparationOptions {
  private static final String ITERATION = "-RC{iteration}";

  @Option(
      names = "--release-id-template",
      paramLabel = "TEXT",
      description =
          "How releases are named, with {date}, {time} or {timestamp}, and {iteration} at the end; "
              + "{key}, by which a release is found again, is put in where it is missing.")
  private @Nullable String template;

  @Option(
      names = "--release-id-timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Where its date and time are taken, such as Europe/Berlin; UTC by default.")
  private String zone = "UTC";

  @Option(
      names = "--run-key",
      paramLabel = "TEXT",
      description = "Tells this release from others of the same files, for a second one of them.")
  private @Nullable String runKey;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Writes down each step before and after it is taken.")
  private @Nullable Path journal;

  @Mixin private FilesRead files = new FilesRead();

  RolloutHandle prepare(Tool tool, GitOps gitOps, StageOptions stages, RunResult result) {
    String project = tool.change().project();
    MigrationSet set = files.read(tool).requireValid();
    GitOpsJournal steps = journal(tool);
    RolloutRequest request =
        RolloutRequest.of(project, set, tool.change().targets())
            .withRelease(release -> named(release, tool))
            .withApproval(stages.approval())
            .withJournal(steps);
    try {
      PreparedRollout prepared = gitOps.prepare(request);
      result.release(prepared.release());
      result.plan(prepared.plan().name());
      result.rollout(prepared.rollout().name());
      return prepared.rollout();
    } catch (RuntimeException e) {
      // What was made before it failed is there, and the next step or person should know.
      fact(steps, StepKind.RELEASE, JournalFacts.RELEASE).ifPresent(result::release);
      fact(steps, StepKind.PLAN, JournalFacts.PLAN).ifPresent(result::plan);
      throw e;
    }
  }

  private GitOpsJournal journal(Tool tool) {
    return journal == null
        ? GitOpsJournal.of(new MemoryStore(), "run")
        : GitOpsJournal.ofFile(tool.context().folder().resolve(journal));
  }

  private static Optional<String> fact(GitOpsJournal steps, StepKind kind, String fact) {
    Optional<JournalEntry> done = steps.lastDone(kind);
    return done.flatMap(entry -> entry.fact(fact));
  }

  private ReleaseRequest named(ReleaseRequest given, Tool tool) {
    ReleaseRequest release =
        given.withIdTemplate(template().inZone(zone())).forTargets(tool.change().targets());
    if (tool.ci().vcsSource().isPresent()) {
      release = release.withVcsSource(tool.ci().vcsSource().get());
    }
    return runKey == null ? release : release.withRunKey(runKey);
  }

  private ReleaseIdTemplate template() {
    if (template == null) {
      return ReleaseIdTemplate.standard();
    }
    if (template.contains("{key}")) {
      return ReleaseIdTemplate.of(template);
    }
    int end = template.indexOf(template.contains(ITERATION) ? ITERATION : "{iteration}");
    return ReleaseIdTemplate.of(
        end < 0
            ? template
            : template.substring(0, end)
                + (template.startsWith("-", end) ? "-{key}" : "{key}-")
                + template.substring(end));
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--release-id-timezone " + zone + ": there is no such time zone, such as Europe/Berlin");
    }
  }
}
