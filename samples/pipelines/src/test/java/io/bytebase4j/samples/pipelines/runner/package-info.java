/**
 * Runs pipelines as their platforms do, on this machine: reads the files, and executes their own
 * script lines. It knows as much of each platform as our files use, and refuses the rest.
 */
@NullMarked
package io.bytebase4j.samples.pipelines.runner;

import org.jspecify.annotations.NullMarked;
