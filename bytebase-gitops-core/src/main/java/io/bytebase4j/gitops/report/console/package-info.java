/** Reviews and rollouts as text for a terminal or the log of a CI run. */
@NullMarked
package io.bytebase4j.gitops.report.console;

import org.jspecify.annotations.NullMarked;
