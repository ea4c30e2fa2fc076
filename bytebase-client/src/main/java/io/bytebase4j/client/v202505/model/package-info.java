/**
 * The messages and enums of the GitOps path as the servers 3.6 (May 2025) have them; generated at
 * build time. Messages are mutable and not thread-safe; enums are immutable. What {@code
 * bytebase-gitops-core} uses for such servers: may change in a minor version. Bind a service to a
 * client with {@code client.service(ReleaseService::new)}.
 */
@NullMarked
package io.bytebase4j.client.v202505.model;

import org.jspecify.annotations.NullMarked;
