/**
 * From files to a {@link io.bytebase4j.gitops.migration.MigrationSet}: scanning, names, versions,
 * and what is wrong with them before any server is asked.
 */
@NullMarked
package io.bytebase4j.gitops.migration;

import org.jspecify.annotations.NullMarked;
