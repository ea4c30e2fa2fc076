/** Turning migration files into a release on the server. */
@NullMarked
package io.bytebase4j.gitops.release;

import org.jspecify.annotations.NullMarked;
