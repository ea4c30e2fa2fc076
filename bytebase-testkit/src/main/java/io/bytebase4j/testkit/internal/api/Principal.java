package io.bytebase4j.testkit.internal.api;

import java.util.Set;

/**
 * Who calls.
 *
 * @param email the account
 * @param admin whether it may do everything
 * @param permissions what else it may do
 */
public record Principal(String email, boolean admin, Set<String> permissions) {

  /** Copies the permissions. */
  public Principal {
    permissions = Set.copyOf(permissions);
  }

  /** Whoever did not sign in. */
  static Principal nobody() {
    return new Principal("", false, Set.of());
  }

  /** Whether it has a permission; the empty one everybody has. */
  public boolean may(String permission) {
    return admin || permission.isEmpty() || permissions.contains(permission);
  }

  /** Its resource name, which stands in {@code creator} fields. */
  public String resource() {
    return "users/" + email;
  }
}
