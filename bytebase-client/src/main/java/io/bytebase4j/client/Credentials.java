package io.bytebase4j.client;

/** How a client signs in. Immutable; {@code toString} shows no secret. */
public sealed interface Credentials {
  /**
   * A service account with its key; the client signs in with {@code AuthService/Login} when it
   * makes its first call, and again before the token ends.
   *
   * @param email the service account's e-mail address
   * @param key its key, which begins with {@code bbs_}
   * @return the credentials
   * @throws IllegalArgumentException if one of them is blank
   */
  static Credentials serviceAccount(String email, String key) {
    return new ServiceAccount(
        requireText(email, "e-mail address of the service account"),
        requireText(key, "key of the service account"));
  }

  /**
   * An access token that the caller got elsewhere; when it ends, calls fail.
   *
   * @param token the token
   * @return the credentials
   * @throws IllegalArgumentException if it is blank, or no HTTP header can carry it
   */
  static Credentials accessToken(String token) {
    String text = requireText(token, "access token");
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the access token holds a character that no HTTP header may hold");
    }
    return new AccessToken(text);
  }

  private static String requireText(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is blank");
    }
    return text.strip();
  }

  /**
   * A service account.
   *
   * @param email its e-mail address
   * @param key its key
   */
  record ServiceAccount(String email, String key) implements Credentials {
    @Override
    public String toString() {
      return "service account " + email;
    }
  }

  /**
   * An access token.
   *
   * @param token the token
   */
  record AccessToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "access token";
    }
  }
}
