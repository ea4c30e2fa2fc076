@NullMarked
package io.bytebase4j.testkit.internal.api2025;

import org.jspecify.annotations.NullMarked;
