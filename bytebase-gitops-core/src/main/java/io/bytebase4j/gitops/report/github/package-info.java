/**
 * Showing a review on GitHub: annotations and the summary of a step, its outputs, and a comment on
 * the pull request.
 */
@NullMarked
package io.bytebase4j.gitops.report.github;

import org.jspecify.annotations.NullMarked;
