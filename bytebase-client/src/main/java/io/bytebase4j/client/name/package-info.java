/**
 * Names of resources as values: each kind is taken apart, put together and checked by its own
 * class, so that a name of the wrong kind does not compile, and a malformed one fails before
 * anything is sent. The forms are those of the API of August 2026; names that servers of 2025 give
 * to rollouts and below are of another form and are passed as text.
 */
@NullMarked
package io.bytebase4j.client.name;

import org.jspecify.annotations.NullMarked;
