package io.bytebase4j.gitops.report.platform;

import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.common.internal.Texts;
import java.util.Locale;

/**
 * An account as a platform tells it; all of it is text of others.
 *
 * @param type the platform
 * @param id the platform's own id; empty where it tells none
 * @param name what the account signs in with
 * @param displayName what people see
 * @param service whether it is that of a program
 */
record Account(VcsType type, String id, String name, String displayName, boolean service) {
  // The server keeps no more of a name.
  private static final int LONGEST_NAME = 256;

  /** Who it is. */
  PullRequestAuthor author() {
    if (service || name.toLowerCase(Locale.ROOT).endsWith("[bot]")) {
      return PullRequestAuthor.unknown("the author is a bot, and bots are left out");
    }
    if (id.isBlank()) {
      return PullRequestAuthor.unknown(
          "the platform names no author: the account may have been deleted");
    }
    try {
      return PullRequestAuthor.of(new VcsUser(type, id, shown(name), shown(displayName)));
    } catch (IllegalArgumentException e) {
      return PullRequestAuthor.unknown("the author's id can't be used: " + e.getMessage());
    }
  }

  /** A name without what the server would refuse the whole review for. */
  private static String shown(String name) {
    return name.codePoints().anyMatch(Character::isISOControl)
        ? ""
        : Texts.cutToCodePoints(name.strip(), LONGEST_NAME);
  }
}
