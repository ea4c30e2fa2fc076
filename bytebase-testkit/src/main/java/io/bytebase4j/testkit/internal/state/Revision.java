package io.bytebase4j.testkit.internal.state;

import java.time.Instant;
import java.util.UUID;

/**
 * A version that was applied to a database.
 *
 * @param id its id
 * @param release the id of the release that it came with
 * @param file the file
 * @param run the task run that applied it
 * @param created when
 */
public record Revision(UUID id, String release, Release.File file, TaskRun run, Instant created) {}
