@NullMarked
package io.bytebase4j.testkit.internal.api;

import org.jspecify.annotations.NullMarked;
