/**
 * All sinks that fit one CI platform, put together: {@link
 * io.bytebase4j.gitops.report.platform.PlatformReport}.
 */
@NullMarked
package io.bytebase4j.gitops.report.platform;

import org.jspecify.annotations.NullMarked;
