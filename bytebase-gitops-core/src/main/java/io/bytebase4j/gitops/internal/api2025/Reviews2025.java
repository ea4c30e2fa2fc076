package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.number;
import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202508.api.ReleaseService;
import io.bytebase4j.client.v202508.model.Advice;
import io.bytebase4j.client.v202508.model.CheckReleaseRequest;
import io.bytebase4j.client.v202508.model.CheckReleaseResponseCheckResult;
import io.bytebase4j.client.v202508.model.Position;
import io.bytebase4j.gitops.internal.DatabaseReads;
import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReviewCalls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reviews, as the API of 2025 has them. */
final class Reviews2025 implements ReviewCalls {
  /** Its lines count from 1 as they are. */
  private static final int SYNTAX_ERROR = 201;

  private final ServerInfo server;
  private final ReleaseService releases;
  private final DatabaseReads databases;
  private final AppliedEdits edits;

  /** What has to be added to a line or column to count from 1. */
  private final int first;

  Reviews2025(BytebaseClient client, ServerInfo server) {
    this.server = server;
    this.releases = client.service(ReleaseService::new);
    this.databases = new DatabaseReads(client);
    this.edits = new AppliedEdits(databases);
    this.first = server.has(ServerFeature.LINES_FROM_ONE) ? 0 : 1;
  }

  // Who wrote the change is not told: the server has no place for it, and does not count authors.
  @Override
  public List<CheckedFileData> check(CheckData check, String target, Duration timeout) {
    if (!check.customRules().isEmpty()) {
      server.require(ServerFeature.CUSTOM_RULES);
    }
    CheckReleaseRequest request =
        new CheckReleaseRequest()
            .release(new Release2025(server).of(check.declarative(), sent(check.files())))
            .addTargetsItem(target);
    List<CheckedFileData> checked =
        KnownFaults.told(
            () ->
                releases
                    .checkRelease(check.project(), request)
                    .timeout(timeout)
                    .execute()
                    .getResults()
                    .stream()
                    .map(this::checkedFile)
                    .toList());
    return server.has(ServerFeature.EDITED_FILE_TOLD)
        ? checked
        : edits.addedTo(checked, check.files(), target, timeout);
  }

  // To send the content instead is slower, and else the same.
  private List<FileData> sent(List<FileData> files) {
    return server.has(ServerFeature.SHEET_IN_CHECK)
        ? files
        : files.stream().map(FileData::withoutSheet).toList();
  }

  private CheckedFileData checkedFile(CheckReleaseResponseCheckResult result) {
    Long affectedRows = result.getAffectedRows();
    return new CheckedFileData(
        text(result.getFile()),
        text(result.getTarget()),
        result.getAdvices().stream().map(this::advice).toList(),
        affectedRows == null ? 0 : affectedRows,
        text(result.getRiskLevel()));
  }

  private AdviceData advice(Advice advice) {
    int first = number(advice.getCode()) == SYNTAX_ERROR ? 0 : this.first;
    return new AdviceData(
        text(advice.getStatus()),
        number(advice.getCode()),
        text(advice.getTitle()),
        text(advice.getContent()),
        "",
        position(advice.getStartPosition(), first),
        position(advice.getEndPosition(), first));
  }

  private static PositionData position(@Nullable Position position, int first) {
    if (position == null) {
      return new PositionData(0, 0);
    }
    Integer column = position.getColumn();
    return new PositionData(
        number(position.getLine()) + first, column == null ? 0 : column + first);
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
