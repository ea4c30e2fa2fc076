/** Runs a program of its own that uses the library as its users do. */
@NullMarked
package io.bytebase4j.samples.consumer;

import org.jspecify.annotations.NullMarked;
