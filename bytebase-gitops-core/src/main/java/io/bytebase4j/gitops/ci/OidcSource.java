package io.bytebase4j.gitops.ci;

import java.util.Optional;

/** Where one platform's job gets its OIDC token. */
interface OidcSource {

  /** What is seen to stand in the way without anything being sent. */
  Optional<OidcProblem> problem();

  /**
   * Gets a token, where there is no problem.
   *
   * @throws OidcTokenException if the platform gives none
   */
  String token();
}
