/** The commands. */
@NullMarked
package io.bytebase4j.samples.citool.command;

import org.jspecify.annotations.NullMarked;
