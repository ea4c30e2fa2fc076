/** The API of 2025, behind the seam: the servers 3.6 to 3.13. Not for use by callers. */
@NullMarked
package io.bytebase4j.gitops.internal.api2025;

import org.jspecify.annotations.NullMarked;
