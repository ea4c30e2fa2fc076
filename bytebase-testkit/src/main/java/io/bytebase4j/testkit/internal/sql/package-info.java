@NullMarked
package io.bytebase4j.testkit.internal.sql;

import org.jspecify.annotations.NullMarked;
