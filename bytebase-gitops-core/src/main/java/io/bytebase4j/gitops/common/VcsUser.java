package io.bytebase4j.gitops.common;

/**
 * The author of a pull request, as the platform that holds the repository knows them.
 *
 * @param type where the repository is kept
 * @param userId the platform's own id; not blank, at most 256 characters
 * @param userName the name that they sign in with; empty where it is not known
 * @param displayName the name that people see; empty where it is not known
 */
public record VcsUser(VcsType type, String userId, String userName, String displayName) {
  private static final int LONGEST = 256;

  /**
   * Checks the parts as the server would.
   *
   * @param type where the repository is kept
   * @param userId the platform's own id; not blank, at most 256 characters
   * @param userName the name that they sign in with; empty where it is not known
   * @param displayName the name that people see; empty where it is not known
   * @throws IllegalArgumentException if the id is blank or too long, or a part holds control
   *     characters
   */
  public VcsUser {
    if (userId.isBlank() || userId.codePointCount(0, userId.length()) > LONGEST) {
      throw new IllegalArgumentException(
          "the VCS user's id must have 1 to " + LONGEST + " characters");
    }
    requireNoControl("id", userId);
    requireNoControl("name", userName);
    requireNoControl("display name", displayName);
  }

  private static void requireNoControl(String part, String value) {
    if (value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the VCS user's " + part + " holds control characters");
    }
  }
}
