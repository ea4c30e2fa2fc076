/**
 * The way to a Bytebase server: {@link io.bytebase4j.client.BytebaseClient}, how it signs in, and
 * what it throws.
 */
@NullMarked
package io.bytebase4j.client;

import org.jspecify.annotations.NullMarked;
