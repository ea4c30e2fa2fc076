/**
 * What rooms share among themselves and no caller sees: files put in their place, texts and JSON of
 * others.
 */
@NullMarked
package io.bytebase4j.gitops.common.internal;

import org.jspecify.annotations.NullMarked;
