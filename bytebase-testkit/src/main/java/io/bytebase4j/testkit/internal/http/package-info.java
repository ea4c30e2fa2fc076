@NullMarked
package io.bytebase4j.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
