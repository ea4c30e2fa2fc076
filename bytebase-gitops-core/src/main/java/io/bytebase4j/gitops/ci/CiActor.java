package io.bytebase4j.gitops.ci;

import java.util.Optional;

/**
 * Who set a run off; a person or a machine. Untrusted text.
 *
 * @param id the platform's own id
 * @param userName the name that they sign in with
 * @param displayName the name that people see
 */
public record CiActor(
    Optional<String> id, Optional<String> userName, Optional<String> displayName) {}
