/** What it takes to wait for many rollouts. */
@NullMarked
package io.bytebase4j.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
