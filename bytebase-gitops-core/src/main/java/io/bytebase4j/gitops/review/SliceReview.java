package io.bytebase4j.gitops.review;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.migration.MigrationFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one question to the server ended.
 *
 * @param answer what was said, file by file; empty if nothing was
 * @param fault why there is no answer; null if there is one
 * @param late what is wrong with versions beside those that are applied; empty where they were not
 *     asked for
 * @param noRevisions why the versions that are applied could not be asked for; empty if they were,
 *     or were not to be
 */
record SliceReview(
    List<CheckedFileData> answer,
    @Nullable BytebaseException fault,
    List<MigrationFinding> late,
    String noRevisions) {

  static SliceReview answered(List<CheckedFileData> answer) {
    return new SliceReview(answer, null, List.of(), "");
  }

  static SliceReview failed(BytebaseException fault) {
    return new SliceReview(List.of(), fault, List.of(), "");
  }

  SliceReview withLate(List<MigrationFinding> found) {
    return new SliceReview(answer, fault, found, noRevisions);
  }

  SliceReview withoutRevisions(String why) {
    return new SliceReview(answer, fault, late, why);
  }
}
