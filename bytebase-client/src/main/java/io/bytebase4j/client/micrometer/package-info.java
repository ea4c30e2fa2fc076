/** Metrics for those who use Micrometer; nothing else in the client loads this package. */
@NullMarked
package io.bytebase4j.client.micrometer;

import org.jspecify.annotations.NullMarked;
