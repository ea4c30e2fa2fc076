/** A command-line tool on Bytebase4J for CI pipelines; begin with {@code CiTool}. */
@NullMarked
package io.bytebase4j.samples.citool;

import org.jspecify.annotations.NullMarked;
