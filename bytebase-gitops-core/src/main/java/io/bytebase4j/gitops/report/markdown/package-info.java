/** The review as Markdown, for comments and summaries. */
@NullMarked
package io.bytebase4j.gitops.report.markdown;

import org.jspecify.annotations.NullMarked;
