/** How the progress of a rollout is shown. */
@NullMarked
package io.bytebase4j.samples.citool.progress;

import org.jspecify.annotations.NullMarked;
