/** How calls travel: JSON, paths, sign-in, HTTP, errors. Not for use by callers. */
@NullMarked
package io.bytebase4j.client.internal;

import org.jspecify.annotations.NullMarked;
