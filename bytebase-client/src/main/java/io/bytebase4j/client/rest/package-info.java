/**
 * The seam between the generated client and the hand-written one: what an operation and a call of
 * it are, who executes it, lists that come page by page, resource names, and enums that take
 * unknown values.
 */
@NullMarked
package io.bytebase4j.client.rest;

import org.jspecify.annotations.NullMarked;
