@NullMarked
package io.bytebase4j.testkit.internal.json;

import org.jspecify.annotations.NullMarked;
