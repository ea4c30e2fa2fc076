/** The pipelines that users copy, checked and run. */
@NullMarked
package io.bytebase4j.samples.pipelines;

import org.jspecify.annotations.NullMarked;
