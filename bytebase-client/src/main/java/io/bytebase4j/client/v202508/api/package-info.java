/**
 * The services of the GitOps path as the servers 3.9 (August 2025) have them; generated at build
 * time. What {@code bytebase-gitops-core} uses for such servers: may change in a minor version.
 * Bind a service to a client with {@code client.service(ReleaseService::new)}.
 */
@NullMarked
package io.bytebase4j.client.v202508.api;

import org.jspecify.annotations.NullMarked;
