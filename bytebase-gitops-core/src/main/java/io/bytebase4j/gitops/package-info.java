/**
 * Database GitOps with Bytebase as Java calls; {@link io.bytebase4j.gitops.GitOps} is the way in.
 */
@NullMarked
package io.bytebase4j.gitops;

import org.jspecify.annotations.NullMarked;
