package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The two accounts there are.
 *
 * @param serviceAccount the e-mail of the service account
 * @param serviceAccountSecret its key
 * @param admin the e-mail of the user who may do everything
 * @param adminPassword that user's password
 */
public record Accounts(
    String serviceAccount, String serviceAccountSecret, String admin, String adminPassword) {

  Principal signIn(String email, String password) {
    Principal principal = find(email);
    String expected = principal.admin() ? adminPassword : serviceAccountSecret;
    if (!MessageDigest.isEqual(bytes(expected), bytes(password))) {
      throw refused();
    }
    return principal;
  }

  Principal find(String email) {
    if (email.equals(serviceAccount)) {
      return new Principal(email, false);
    }
    if (email.equals(admin)) {
      return new Principal(email, true);
    }
    throw refused();
  }

  private static ApiException refused() {
    return ApiException.unauthenticated("invalid email or password");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "Accounts[" + serviceAccount + ", " + admin + "]";
  }
}
