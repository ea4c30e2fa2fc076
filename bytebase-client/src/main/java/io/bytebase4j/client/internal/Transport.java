package io.bytebase4j.client.internal;

/** What carries all calls of a client. */
record Transport(
    Settings settings,
    Http http,
    Requests requests,
    Json json,
    Errors errors,
    Guards guards,
    Retries retries,
    OperationClasses classes,
    Events events) {}
