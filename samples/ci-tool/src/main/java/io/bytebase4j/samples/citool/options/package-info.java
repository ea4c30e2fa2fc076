/** Options that several commands have, and what they make of them. */
@NullMarked
package io.bytebase4j.samples.citool.options;

import org.jspecify.annotations.NullMarked;
