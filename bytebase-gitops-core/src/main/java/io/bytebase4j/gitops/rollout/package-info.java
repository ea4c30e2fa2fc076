/** From a release to changed databases: plan, rollout, stages, waiting. */
@NullMarked
package io.bytebase4j.gitops.rollout;

import org.jspecify.annotations.NullMarked;
