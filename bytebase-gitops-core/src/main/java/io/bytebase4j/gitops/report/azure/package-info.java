/**
 * Showing a review on Azure DevOps: issues and the summary of a task, and a thread on the pull
 * request.
 */
@NullMarked
package io.bytebase4j.gitops.report.azure;

import org.jspecify.annotations.NullMarked;
