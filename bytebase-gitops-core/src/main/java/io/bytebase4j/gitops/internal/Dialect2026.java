package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.Advice;
import io.bytebase4j.client.model.BatchRunTasksRequest;
import io.bytebase4j.client.model.CheckReleaseRequest;
import io.bytebase4j.client.model.CheckReleaseResponseCheckResult;
import io.bytebase4j.client.model.CreateRolloutRequest;
import io.bytebase4j.client.model.DatabaseGroupView;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.model.PlanSpec;
import io.bytebase4j.client.model.Position;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.client.model.ReleaseVCSSource;
import io.bytebase4j.client.model.Rollout;
import io.bytebase4j.client.model.Stage;
import io.bytebase4j.client.model.Task;
import io.bytebase4j.client.model.TaskRun;
import io.bytebase4j.client.model.VCSType;
import io.bytebase4j.client.model.VCSUser;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.common.VcsUser;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API of 2026: rollouts lie below plans, and a release has one type for all its files. */
public final class Dialect2026 implements ServerDialect {
  private static final int REVISIONS_PER_PAGE = 1000;

  private final BytebaseClient client;

  /**
   * Speaks through a client.
   *
   * @param client the client; stays the caller's to close
   */
  public Dialect2026(BytebaseClient client) {
    this.client = client;
  }

  @Override
  public List<CheckedFileData> check(CheckData check, String target, Duration timeout) {
    CheckReleaseRequest request =
        new CheckReleaseRequest()
            .release(release(check.declarative(), check.files()))
            .addTargetsItem(target);
    if (!check.customRules().isEmpty()) {
      request.customRules(check.customRules());
    }
    VcsUser author = check.author();
    if (author != null) {
      request.vcsUser(
          new VCSUser()
              .vcsType(VCSType.of(author.type().name()))
              .userId(author.userId())
              .userName(author.userName())
              .displayName(author.displayName()));
    }
    return client
        .releases()
        .checkRelease(check.project(), request)
        .timeout(timeout)
        .execute()
        .getResults()
        .stream()
        .map(Dialect2026::checkedFile)
        .toList();
  }

  private static CheckedFileData checkedFile(CheckReleaseResponseCheckResult result) {
    Long affectedRows = result.getAffectedRows();
    return new CheckedFileData(
        text(result.getFile()),
        text(result.getTarget()),
        result.getAdvices().stream().map(Dialect2026::advice).toList(),
        affectedRows == null ? 0 : affectedRows,
        text(result.getRiskLevel()));
  }

  private static AdviceData advice(Advice advice) {
    return new AdviceData(
        text(advice.getStatus()),
        number(advice.getCode()),
        text(advice.getTitle()),
        text(advice.getContent()),
        text(advice.getRuleType()),
        position(advice.getStartPosition()),
        position(advice.getEndPosition()));
  }

  private static PositionData position(@Nullable Position position) {
    return position == null
        ? new PositionData(0, 0)
        : new PositionData(number(position.getLine()), number(position.getColumn()));
  }

  @Override
  public List<String> databasesOf(String group, Duration timeout) {
    return client
        .databaseGroups()
        .getDatabaseGroup(group)
        .view(DatabaseGroupView.DATABASE_GROUP_VIEW_FULL)
        .timeout(timeout)
        .execute()
        .getMatchedDatabases()
        .stream()
        .map(database -> text(database.getName()))
        .toList();
  }

  @Override
  public List<RevisionData> revisions(String database, Duration timeout) {
    return client
        .revisions()
        .listRevisions(database)
        .pageSize(REVISIONS_PER_PAGE)
        .timeout(timeout)
        .stream()
        .filter(revision -> text(revision.getType()).equals("VERSIONED"))
        .map(
            revision ->
                new RevisionData(text(revision.getVersion()), text(revision.getSheetSha256())))
        .toList();
  }

  @Override
  public ReleaseData createRelease(ReleaseDraft draft) {
    Release request = release(draft.declarative(), draft.files());
    VcsSource source = draft.source();
    if (source != null) {
      request.vcsSource(
          new ReleaseVCSSource().vcsType(VCSType.of(source.type().name())).url(source.url()));
    }
    Release release =
        client
            .releases()
            .createRelease(draft.project(), request)
            .releaseIdTemplate(draft.idTemplate())
            .execute();
    return new ReleaseData(
        text(release.getName()),
        release.getFiles().stream()
            .map(
                file ->
                    new ReleasedFileData(
                        text(file.getPath()),
                        text(file.getVersion()),
                        text(file.getSheet()),
                        text(file.getSheetSha256())))
            .toList());
  }

  private static Release release(boolean declarative, List<FileData> files) {
    return new Release()
        .type(declarative ? ReleaseType.DECLARATIVE : ReleaseType.VERSIONED)
        .files(new ReleaseFiles(files));
  }

  @Override
  public String createPlan(
      String project, String title, String specId, String release, List<String> targets) {
    Plan plan =
        new Plan()
            .title(title)
            .addSpecsItem(
                new PlanSpec()
                    .id(specId)
                    .changeDatabaseConfig(
                        new PlanChangeDatabaseConfig().targets(targets).release(release)));
    return text(client.plans().createPlan(project, plan).execute().getName());
  }

  @Override
  public RolloutData createRollout(String plan) {
    return rollout(client.rollouts().createRollout(plan, new CreateRolloutRequest()).execute());
  }

  @Override
  public RolloutData getRollout(String name) {
    return rollout(client.rollouts().getRollout(name).execute());
  }

  private static RolloutData rollout(Rollout rollout) {
    return new RolloutData(
        text(rollout.getName()), rollout.getStages().stream().map(Dialect2026::stage).toList());
  }

  private static StageData stage(Stage stage) {
    return new StageData(
        text(stage.getName()),
        text(stage.getEnvironment()),
        stage.getTasks().stream().map(Dialect2026::task).toList());
  }

  private static TaskData task(Task task) {
    return new TaskData(text(task.getName()), text(task.getTarget()), text(task.getStatus()));
  }

  @Override
  public void runTasks(String stage, List<String> tasks) {
    client.rollouts().batchRunTasks(stage, new BatchRunTasksRequest().tasks(tasks)).execute();
  }

  @Override
  public List<TaskRunData> taskRuns(String task) {
    return client.rollouts().listTaskRuns(task).execute().getTaskRuns().stream()
        .map(Dialect2026::taskRun)
        .toList();
  }

  private static TaskRunData taskRun(TaskRun run) {
    return new TaskRunData(text(run.getName()), text(run.getStatus()), text(run.getDetail()));
  }

  // JSON leaves out what has its default value: absent and empty are the same.
  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
