package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.api.AccountRules;
import io.bytebase4j.testkit.internal.api.Roles;

/** Accounts as in 2025: service accounts are users with a number, and nobody is locked out. */
public final class Accounts2025 {

  private static final int ADMIN = 101;
  private static final int SERVICE_ACCOUNT = 102;

  private Accounts2025() {}

  /** What differs; the words for a wrong password changed within the year. */
  public static AccountRules rules(Roles roles, String wrongPassword) {
    return new AccountRules(
        roles,
        Integer.MAX_VALUE,
        wrongPassword,
        "user has been deactivated by administrators",
        // the server prints the number as the character that it is the code of
        email -> "user ID '%c' has been deactivated by administrators".formatted(number(false)));
  }

  /** The number of the user or of the service account. */
  static int number(boolean admin) {
    return admin ? ADMIN : SERVICE_ACCOUNT;
  }
}
