@NullMarked
package io.bytebase4j.samples.citool.progress;

import org.jspecify.annotations.NullMarked;
