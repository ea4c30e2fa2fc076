package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.number;
import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.model.Advice;
import io.bytebase4j.client.model.CheckReleaseRequest;
import io.bytebase4j.client.model.CheckReleaseResponseCheckResult;
import io.bytebase4j.client.model.Position;
import io.bytebase4j.client.model.VCSType;
import io.bytebase4j.client.model.VCSUser;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.internal.DatabaseReads;
import io.bytebase4j.gitops.internal.ReviewCalls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reviews, as the API of 2026 has them. */
final class Reviews2026 implements ReviewCalls {
  private final BytebaseClient client;
  private final ServerInfo server;
  private final DatabaseReads databases;

  Reviews2026(BytebaseClient client, ServerInfo server) {
    this.client = client;
    this.server = server;
    this.databases = new DatabaseReads(client);
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
    if (author != null && server.has(ServerFeature.VCS_USER)) {
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
    return databases.databasesOf(group, timeout);
  }

  @Override
  public List<RevisionData> revisions(String database, Duration timeout) {
    return databases.revisions(database, timeout);
  }
}
