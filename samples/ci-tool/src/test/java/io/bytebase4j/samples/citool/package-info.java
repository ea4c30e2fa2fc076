@NullMarked
package io.bytebase4j.samples.citool;

import org.jspecify.annotations.NullMarked;
