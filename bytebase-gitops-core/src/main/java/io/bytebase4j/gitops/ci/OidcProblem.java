package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import io.bytebase4j.gitops.common.internal.Texts;

/**
 * What stands in the way of a token.
 *
 * @param text for people, without any token
 */
record OidcProblem(Reason reason, String text) {

  // The audience of a token is text of others.
  OidcProblem {
    text = Texts.logLine(text);
  }

  /** The job's set-up is at fault. */
  static OidcProblem ofSetUp(String text) {
    return new OidcProblem(Reason.NOT_SET_UP, text);
  }
}
