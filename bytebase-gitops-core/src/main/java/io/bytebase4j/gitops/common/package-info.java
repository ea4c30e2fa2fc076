/** What all rooms share: the root of exceptions, severities, resource names, time. */
@NullMarked
package io.bytebase4j.gitops.common;

import org.jspecify.annotations.NullMarked;
