/** What a run leaves: its exit code, files, and names for the next step. */
@NullMarked
package io.bytebase4j.samples.citool.result;

import org.jspecify.annotations.NullMarked;
