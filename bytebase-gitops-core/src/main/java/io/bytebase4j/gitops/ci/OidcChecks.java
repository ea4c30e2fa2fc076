package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.internal.Texts;
import java.util.List;
import java.util.Optional;

/** What is asked of a token before the server is troubled with it. */
final class OidcChecks {
  private static final int MOST = 200;

  private OidcChecks() {}

  /** What is wrong with whom a token is for. */
  static Optional<String> audience(IdToken token, String asked, String where) {
    if (token.isFor(asked)) {
      return Optional.empty();
    }
    return Optional.of(
        "the token in "
            + where
            + " is for "
            + shown(token.audiences())
            + ", not for "
            + Texts.cutToCodePoints(asked, MOST));
  }

  private static String shown(List<String> audiences) {
    return audiences.isEmpty()
        ? "no audience"
        : Texts.cutToCodePoints(Texts.flowing(String.join(", ", audiences)), MOST);
  }
}
