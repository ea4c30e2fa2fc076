package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.internal.http.Pace;
import java.util.Optional;

/**
 * What the caller wants.
 *
 * @param audience whom the token is to be for; empty for what the platform takes by itself
 * @param gitLabVariable the variable that GitLab puts the token in
 * @param serviceConnection the id of Azure's service connection
 */
record OidcOptions(
    Optional<String> audience,
    String gitLabVariable,
    Optional<String> serviceConnection,
    Pace pace) {

  OidcOptions withAudience(String other) {
    return new OidcOptions(Optional.of(other), gitLabVariable, serviceConnection, pace);
  }

  OidcOptions withGitLabVariable(String other) {
    return new OidcOptions(audience, other, serviceConnection, pace);
  }

  OidcOptions withServiceConnection(String other) {
    return new OidcOptions(audience, gitLabVariable, Optional.of(other), pace);
  }

  OidcOptions withPace(Pace other) {
    return new OidcOptions(audience, gitLabVariable, serviceConnection, other);
  }
}
