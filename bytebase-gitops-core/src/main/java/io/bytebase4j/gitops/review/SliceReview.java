package io.bytebase4j.gitops.review;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.ServerDialect.CheckedFileData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one question to the server ended.
 *
 * @param answer what was said, file by file; empty if nothing was
 * @param fault why there is no answer; null if there is one
 */
record SliceReview(List<CheckedFileData> answer, @Nullable BytebaseException fault) {}
