/** What the sinks share: texts and calls. Not for use by callers. */
@NullMarked
package io.bytebase4j.gitops.report.internal;

import org.jspecify.annotations.NullMarked;
