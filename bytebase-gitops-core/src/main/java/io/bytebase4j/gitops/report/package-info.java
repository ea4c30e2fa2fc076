/**
 * Showing a review where people look: renderers write text or files, publishers speak to a CI
 * platform. Each is fed by the same {@link io.bytebase4j.gitops.report.ReportedReview}.
 */
@NullMarked
package io.bytebase4j.gitops.report;

import org.jspecify.annotations.NullMarked;
