package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.internal.DatabaseReads;
import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReviewCalls.AdviceData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.internal.ReviewCalls.PositionData;
import io.bytebase4j.gitops.internal.ReviewCalls.RevisionData;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells of files that were edited after they were applied, as newer servers do. The oldest ones
 * leave such files out of a check without a word. Needs {@code bb.revisions.list}; without it, only
 * the server's own answers are there. Thread-safe.
 *
 * @param databases asked for what is applied
 */
record AppliedEdits(DatabaseReads databases) {
  private static final PositionData WHOLE_FILE = new PositionData(0, 0);

  List<CheckedFileData> addedTo(
      List<CheckedFileData> checked, List<FileData> files, String target, Duration timeout) {
    Map<String, String> applied;
    try {
      applied =
          databases.revisions(target, timeout).stream()
              .collect(
                  Collectors.toMap(
                      RevisionData::version, RevisionData::sha256, (one, other) -> other));
    } catch (PermissionDeniedException e) {
      return checked;
    }
    List<CheckedFileData> all = new ArrayList<>(checked);
    for (FileData file : files) {
      String there = applied.getOrDefault(file.version(), "");
      if (!there.isEmpty() && !there.equals(sha256(file.statement()))) {
        all.add(new CheckedFileData(file.path(), target, List.of(edited(file)), 0, ""));
      }
    }
    return all;
  }

  private static AdviceData edited(FileData file) {
    return new AdviceData(
        "WARNING",
        1,
        "Applied file has been modified",
        "The file of version %s was applied with another content.".formatted(file.version()),
        "",
        WHOLE_FILE,
        WHOLE_FILE);
  }

  private static String sha256(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.duplicate());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
