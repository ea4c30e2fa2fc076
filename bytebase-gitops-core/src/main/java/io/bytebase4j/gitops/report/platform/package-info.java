/**
 * All sinks that fit one CI platform, put together: {@link
 * io.bytebase4j.gitops.report.platform.PlatformReport}. And who opened the pull request: {@link
 * io.bytebase4j.gitops.report.platform.PullRequestAuthors}.
 */
@NullMarked
package io.bytebase4j.gitops.report.platform;

import org.jspecify.annotations.NullMarked;
