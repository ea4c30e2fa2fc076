@NullMarked
package io.bytebase4j.samples.citool.options;

import org.jspecify.annotations.NullMarked;
