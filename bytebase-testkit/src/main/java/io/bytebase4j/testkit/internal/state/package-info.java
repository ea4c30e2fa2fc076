@NullMarked
package io.bytebase4j.testkit.internal.state;

import org.jspecify.annotations.NullMarked;
