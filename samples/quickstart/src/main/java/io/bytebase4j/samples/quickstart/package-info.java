/** The main job from end to end: migration files are reviewed, released and rolled out. */
@NullMarked
package io.bytebase4j.samples.quickstart;

import org.jspecify.annotations.NullMarked;
