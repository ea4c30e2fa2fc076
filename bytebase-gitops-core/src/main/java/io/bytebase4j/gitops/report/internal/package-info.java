/** What the sinks share: wording, comments, how publishing ends. Not for use by callers. */
@NullMarked
package io.bytebase4j.gitops.report.internal;

import org.jspecify.annotations.NullMarked;
