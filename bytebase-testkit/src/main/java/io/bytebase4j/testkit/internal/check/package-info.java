@NullMarked
package io.bytebase4j.testkit.internal.check;

import org.jspecify.annotations.NullMarked;
