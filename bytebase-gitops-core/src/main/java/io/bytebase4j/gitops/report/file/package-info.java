/**
 * A review as files that other tools read: our own JSON, the output of bytebase-action, SARIF,
 * JUnit XML and GitLab's code quality. Write them in UTF-8. All hand the text on as it comes, so
 * that the text of a large review is never held in memory.
 */
@NullMarked
package io.bytebase4j.gitops.report.file;

import org.jspecify.annotations.NullMarked;
