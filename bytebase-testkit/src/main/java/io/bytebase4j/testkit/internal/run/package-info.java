@NullMarked
package io.bytebase4j.testkit.internal.run;

import org.jspecify.annotations.NullMarked;
