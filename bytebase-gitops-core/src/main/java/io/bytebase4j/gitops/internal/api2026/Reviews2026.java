package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.api2026.Defaults.number;
import static io.bytebase4j.gitops.internal.api2026.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.Advice;
import io.bytebase4j.client.model.CheckReleaseRequest;
import io.bytebase4j.client.model.CheckReleaseResponseCheckResult;
import io.bytebase4j.client.model.DatabaseGroupView;
import io.bytebase4j.client.model.Position;
import io.bytebase4j.client.model.VCSType;
import io.bytebase4j.client.model.VCSUser;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.internal.ReviewCalls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reviews, as the API of 2026 has them. */
final class Reviews2026 implements ReviewCalls {
  private static final int REVISIONS_PER_PAGE = 1000;

  private final BytebaseClient client;

  Reviews2026(BytebaseClient client) {
    this.client = client;
  }

  @Override
  public List<CheckedFileData> check(CheckData check, String target, Duration timeout) {
    CheckReleaseRequest request =
        new CheckReleaseRequest()
            .release(ReleaseMessages.of(check.declarative(), check.files()))
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
        .map(Reviews2026::checkedFile)
        .toList();
  }

  private static CheckedFileData checkedFile(CheckReleaseResponseCheckResult result) {
    Long affectedRows = result.getAffectedRows();
    return new CheckedFileData(
        text(result.getFile()),
        text(result.getTarget()),
        result.getAdvices().stream().map(Reviews2026::advice).toList(),
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
}
