/** The API of 2026, behind the seam. Not for use by callers. */
@NullMarked
package io.bytebase4j.gitops.internal.api2026;

import org.jspecify.annotations.NullMarked;
