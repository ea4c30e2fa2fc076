package io.bytebase4j.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a first request, without credentials, tells of a server: see {@link BytebaseClient#contact}.
 * Immutable and thread-safe.
 *
 * @param url the server's address
 * @param status the HTTP status of its answer, whatever that is
 * @param elapsed how long it took, connecting included where there was no connection yet
 * @param date the time by the server's clock, to the second; null where it does not say
 * @param certificateEnd when the certificate that it showed ends; null where it showed none
 */
public record ServerContact(
    URI url,
    int status,
    Duration elapsed,
    @Nullable Instant date,
    @Nullable Instant certificateEnd) {}
