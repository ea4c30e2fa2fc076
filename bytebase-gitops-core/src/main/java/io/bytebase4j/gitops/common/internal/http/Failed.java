package io.bytebase4j.gitops.common.internal.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A try that did not succeed.
 *
 * @param error what to throw when it is not tried again
 * @param mayBeRepeated whether another try can do no harm and may help
 * @param retryAfter how long the platform asks to wait; null where it does not say
 */
record Failed(PlatformException error, boolean mayBeRepeated, @Nullable Duration retryAfter) {}
