/** The services of the Bytebase API, one class each; generated at build time. */
@NullMarked
package io.bytebase4j.client.api;

import org.jspecify.annotations.NullMarked;
