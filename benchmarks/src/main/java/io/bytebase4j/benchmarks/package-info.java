/** What the client costs, measured with JMH. */
@NullMarked
package io.bytebase4j.benchmarks;

import org.jspecify.annotations.NullMarked;
