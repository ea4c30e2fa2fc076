/**
 * Bitbucket Cloud: Code Insights reports with annotations, and one comment per pull request.
 * Bitbucket Data Center has other calls, which are not spoken here.
 */
@NullMarked
package io.bytebase4j.gitops.report.bitbucket;

import org.jspecify.annotations.NullMarked;
