/** Asking the server for a review of migration files, and the report that comes of it. */
@NullMarked
package io.bytebase4j.gitops.review;

import org.jspecify.annotations.NullMarked;
