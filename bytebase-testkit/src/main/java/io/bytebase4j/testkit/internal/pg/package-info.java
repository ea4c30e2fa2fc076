@NullMarked
package io.bytebase4j.testkit.internal.pg;

import org.jspecify.annotations.NullMarked;
