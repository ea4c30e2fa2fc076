package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.internal.ReviewCalls.AdviceData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what a rollout would run where. Thread-safe.
 *
 * <p>Listing what is applied takes a permission that the role for GitOps lacks. But a check tells
 * it, too: a file whose version is applied with another content gets an advice that names the hash
 * of what is applied. So each version is checked with a comment in place of its content, which
 * costs next to nothing.
 */
public final class Previewer {
  private static final byte[] PROBE = "-- is it applied?".getBytes(StandardCharsets.UTF_8);
  private static final Pattern APPLIED = Pattern.compile("Applied SHA256: ([0-9a-f]{64})");

  private final ReviewCalls server;

  /**
   * Asks a server.
   *
   * @param server the server
   */
  public Previewer(ReviewCalls server) {
    this.server = server;
  }

  /**
   * Looks at each target. Of a schema that is declared, all is pending: the server compares it with
   * the database when it runs it.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files; valid ones
   * @param targets the databases, or a database group
   * @param timeout the longest time for one database
   * @return what would be run
   * @throws io.bytebase4j.client.PermissionDeniedException for a database group, if the account
   *     lacks {@code bb.databaseGroups.get}
   */
  public RolloutPreview preview(
      String project, MigrationSet migrations, List<String> targets, Duration timeout) {
    List<MigrationFile> files = migrations.filesOfRelease();
    boolean declarative = migrations.type() == MigrationType.DECLARATIVE;
    return new RolloutPreview(
        targets.stream()
            .flatMap(target -> databases(target, timeout))
            .map(
                target ->
                    declarative
                        ? new TargetPreview(target, files, List.of(), List.of())
                        : preview(project, files, target, timeout))
            .toList());
  }

  private Stream<String> databases(String target, Duration timeout) {
    return ResourceNames.isDatabaseGroup(target)
        ? server.databasesOf(target, timeout).stream()
        : Stream.of(target);
  }

  private TargetPreview preview(
      String project, List<MigrationFile> files, String target, Duration timeout) {
    List<FileData> probes =
        files.stream()
            .map(
                file ->
                    new FileData(
                        file.path(),
                        file.version().text(),
                        file.changeType().name(),
                        ByteBuffer.wrap(PROBE),
                        ""))
            .toList();
    Map<String, List<AdviceData>> told = new HashMap<>();
    for (CheckedFileData result :
        server.check(new CheckData(project, false, probes, "", null), target, timeout)) {
      told.put(result.file(), result.advices());
    }
    List<MigrationFile> pending = new ArrayList<>();
    List<MigrationFile> applied = new ArrayList<>();
    List<MigrationFile> edited = new ArrayList<>();
    for (MigrationFile file : files) {
      List<AdviceData> advices = told.get(file.path());
      if (advices != null && advices.stream().noneMatch(Previewer::tellsApplied)) {
        pending.add(file);
      } else if (advices != null && advices.stream().anyMatch(advice -> isOf(advice, file))) {
        applied.add(file);
      } else {
        // Silence means that the probe's own text was applied under this version.
        edited.add(file);
      }
    }
    return new TargetPreview(target, pending, applied, edited);
  }

  private static boolean tellsApplied(AdviceData advice) {
    return APPLIED.matcher(advice.content()).find();
  }

  private static boolean isOf(AdviceData advice, MigrationFile file) {
    Matcher matcher = APPLIED.matcher(advice.content());
    return matcher.find() && matcher.group(1).equals(file.content().sha256());
  }
}
