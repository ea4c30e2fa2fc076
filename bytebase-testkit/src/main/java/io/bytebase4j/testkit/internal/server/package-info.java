@NullMarked
package io.bytebase4j.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
