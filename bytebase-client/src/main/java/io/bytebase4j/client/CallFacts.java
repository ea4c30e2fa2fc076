package io.bytebase4j.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * What an exception tells of the call that failed, whatever the reason.
 *
 * @param operation service and method, for example {@code ReleaseService/CheckRelease}
 * @param httpMethod for example {@code POST}
 * @param path the path with its resource names and without the query, for example {@code
 *     /v1/projects/hr/releases:check}
 * @param attempts how often the request was sent or tried to be; 0 if it never came to that
 * @param elapsed from the beginning of the call, waits included
 * @serial exclude
 */
public record CallFacts(
    String operation, String httpMethod, String path, int attempts, Duration elapsed)
    implements Serializable {}
