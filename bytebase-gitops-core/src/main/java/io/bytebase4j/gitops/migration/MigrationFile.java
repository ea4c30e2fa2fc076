package io.bytebase4j.gitops.migration;

/**
 * One migration file.
 *
 * @param path its path, with forward slashes, relative to where the scan began
 * @param version its version
 * @param changeType what it changes
 * @param description the rest of its name in words, for example {@code create table t1}
 * @param content what it holds
 */
public record MigrationFile(
    String path,
    MigrationVersion version,
    ChangeType changeType,
    String description,
    MigrationContent content) {}
